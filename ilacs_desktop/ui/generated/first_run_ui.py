# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'first_run.ui'
##
## Created by: Qt User Interface Compiler version 6.11.1
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QHBoxLayout, QLabel, QLineEdit,
    QPushButton, QSizePolicy, QSpacerItem, QVBoxLayout,
    QWidget)

from ilacs_desktop.ui.widgets.secret import SecretField

class Ui_FirstRun(object):
    def setupUi(self, FirstRun):
        if not FirstRun.objectName():
            FirstRun.setObjectName(u"FirstRun")
        self.column = QVBoxLayout(FirstRun)
        self.column.setObjectName(u"column")
        self.title = QLabel(FirstRun)
        self.title.setObjectName(u"title")
        self.title.setProperty(u"role", u"title")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setWordWrap(True)

        self.column.addWidget(self.title)

        self.intro = QLabel(FirstRun)
        self.intro.setObjectName(u"intro")
        self.intro.setProperty(u"role", u"soft")
        self.intro.setTextFormat(Qt.TextFormat.PlainText)
        self.intro.setWordWrap(True)

        self.column.addWidget(self.intro)

        self.you = QWidget(FirstRun)
        self.you.setObjectName(u"you")
        self.you_rows = QVBoxLayout(self.you)
        self.you_rows.setObjectName(u"you_rows")
        self.you_rows.setContentsMargins(0, 0, 0, 0)
        self.name_rows = QVBoxLayout()
        self.name_rows.setObjectName(u"name_rows")
        self.name_label = QLabel(self.you)
        self.name_label.setObjectName(u"name_label")
        self.name_label.setProperty(u"role", u"heading")

        self.name_rows.addWidget(self.name_label)

        self.name = QLineEdit(self.you)
        self.name.setObjectName(u"name")

        self.name_rows.addWidget(self.name)

        self.name_hint = QLabel(self.you)
        self.name_hint.setObjectName(u"name_hint")
        self.name_hint.setProperty(u"role", u"caption")
        self.name_hint.setTextFormat(Qt.TextFormat.PlainText)
        self.name_hint.setWordWrap(True)

        self.name_rows.addWidget(self.name_hint)


        self.you_rows.addLayout(self.name_rows)

        self.passphrase_rows = QVBoxLayout()
        self.passphrase_rows.setObjectName(u"passphrase_rows")
        self.passphrase_label = QLabel(self.you)
        self.passphrase_label.setObjectName(u"passphrase_label")
        self.passphrase_label.setProperty(u"role", u"heading")

        self.passphrase_rows.addWidget(self.passphrase_label)

        self.passphrase = SecretField(self.you)
        self.passphrase.setObjectName(u"passphrase")

        self.passphrase_rows.addWidget(self.passphrase)

        self.passphrase_hint = QLabel(self.you)
        self.passphrase_hint.setObjectName(u"passphrase_hint")
        self.passphrase_hint.setProperty(u"role", u"caption")
        self.passphrase_hint.setTextFormat(Qt.TextFormat.PlainText)
        self.passphrase_hint.setWordWrap(True)

        self.passphrase_rows.addWidget(self.passphrase_hint)


        self.you_rows.addLayout(self.passphrase_rows)

        self.strength = QLabel(self.you)
        self.strength.setObjectName(u"strength")
        self.strength.setProperty(u"role", u"soft")
        self.strength.setTextFormat(Qt.TextFormat.PlainText)
        self.strength.setWordWrap(True)

        self.you_rows.addWidget(self.strength)

        self.suggest_row = QHBoxLayout()
        self.suggest_row.setObjectName(u"suggest_row")
        self.suggest = QPushButton(self.you)
        self.suggest.setObjectName(u"suggest")
        self.suggest.setProperty(u"kind", u"link")
        self.suggest.setAutoDefault(False)

        self.suggest_row.addWidget(self.suggest)

        self.suggest_space = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.suggest_row.addItem(self.suggest_space)


        self.you_rows.addLayout(self.suggest_row)

        self.again_rows = QVBoxLayout()
        self.again_rows.setObjectName(u"again_rows")
        self.again_label = QLabel(self.you)
        self.again_label.setObjectName(u"again_label")
        self.again_label.setProperty(u"role", u"heading")

        self.again_rows.addWidget(self.again_label)

        self.again = SecretField(self.you)
        self.again.setObjectName(u"again")

        self.again_rows.addWidget(self.again)


        self.you_rows.addLayout(self.again_rows)

        self.you_buttons = QHBoxLayout()
        self.you_buttons.setObjectName(u"you_buttons")
        self.you_space = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.you_buttons.addItem(self.you_space)

        self.go_on = QPushButton(self.you)
        self.go_on.setObjectName(u"go_on")
        self.go_on.setProperty(u"kind", u"primary")
        self.go_on.setAutoDefault(False)

        self.you_buttons.addWidget(self.go_on)


        self.you_rows.addLayout(self.you_buttons)


        self.column.addWidget(self.you)

        self.key_step = QWidget(FirstRun)
        self.key_step.setObjectName(u"key_step")
        self.key_rows = QVBoxLayout(self.key_step)
        self.key_rows.setObjectName(u"key_rows")
        self.key_rows.setContentsMargins(0, 0, 0, 0)
        self.key_words = QLabel(self.key_step)
        self.key_words.setObjectName(u"key_words")
        self.key_words.setTextFormat(Qt.TextFormat.PlainText)
        self.key_words.setWordWrap(True)

        self.key_rows.addWidget(self.key_words)

        self.recovery_key = QLabel(self.key_step)
        self.recovery_key.setObjectName(u"recovery_key")
        self.recovery_key.setProperty(u"role", u"key")
        self.recovery_key.setTextFormat(Qt.TextFormat.PlainText)
        self.recovery_key.setWordWrap(True)
        self.recovery_key.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.recovery_key.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

        self.key_rows.addWidget(self.recovery_key)

        self.key_buttons = QHBoxLayout()
        self.key_buttons.setObjectName(u"key_buttons")
        self.print_key = QPushButton(self.key_step)
        self.print_key.setObjectName(u"print_key")
        self.print_key.setProperty(u"kind", u"plain")
        self.print_key.setAutoDefault(False)

        self.key_buttons.addWidget(self.print_key)

        self.key_space = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.key_buttons.addItem(self.key_space)

        self.written = QPushButton(self.key_step)
        self.written.setObjectName(u"written")
        self.written.setProperty(u"kind", u"primary")
        self.written.setAutoDefault(False)

        self.key_buttons.addWidget(self.written)


        self.key_rows.addLayout(self.key_buttons)


        self.column.addWidget(self.key_step)

        self.back_step = QWidget(FirstRun)
        self.back_step.setObjectName(u"back_step")
        self.back_rows = QVBoxLayout(self.back_step)
        self.back_rows.setObjectName(u"back_rows")
        self.back_rows.setContentsMargins(0, 0, 0, 0)
        self.back_words = QLabel(self.back_step)
        self.back_words.setObjectName(u"back_words")
        self.back_words.setTextFormat(Qt.TextFormat.PlainText)
        self.back_words.setWordWrap(True)

        self.back_rows.addWidget(self.back_words)

        self.typed_back_rows = QVBoxLayout()
        self.typed_back_rows.setObjectName(u"typed_back_rows")
        self.typed_back_label = QLabel(self.back_step)
        self.typed_back_label.setObjectName(u"typed_back_label")
        self.typed_back_label.setProperty(u"role", u"heading")

        self.typed_back_rows.addWidget(self.typed_back_label)

        self.typed_back = QLineEdit(self.back_step)
        self.typed_back.setObjectName(u"typed_back")

        self.typed_back_rows.addWidget(self.typed_back)


        self.back_rows.addLayout(self.typed_back_rows)

        self.back_buttons = QHBoxLayout()
        self.back_buttons.setObjectName(u"back_buttons")
        self.see_again = QPushButton(self.back_step)
        self.see_again.setObjectName(u"see_again")
        self.see_again.setProperty(u"kind", u"link")
        self.see_again.setAutoDefault(False)

        self.back_buttons.addWidget(self.see_again)

        self.back_space = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.back_buttons.addItem(self.back_space)

        self.finish = QPushButton(self.back_step)
        self.finish.setObjectName(u"finish")
        self.finish.setProperty(u"kind", u"primary")
        self.finish.setAutoDefault(False)

        self.back_buttons.addWidget(self.finish)


        self.back_rows.addLayout(self.back_buttons)


        self.column.addWidget(self.back_step)

#if QT_CONFIG(shortcut)
        self.name_label.setBuddy(self.name)
        self.passphrase_label.setBuddy(self.passphrase)
        self.again_label.setBuddy(self.again)
        self.typed_back_label.setBuddy(self.typed_back)
#endif // QT_CONFIG(shortcut)
        QWidget.setTabOrder(self.name, self.passphrase)
        QWidget.setTabOrder(self.passphrase, self.suggest)
        QWidget.setTabOrder(self.suggest, self.again)
        QWidget.setTabOrder(self.again, self.go_on)
        QWidget.setTabOrder(self.go_on, self.recovery_key)
        QWidget.setTabOrder(self.recovery_key, self.written)
        QWidget.setTabOrder(self.written, self.print_key)
        QWidget.setTabOrder(self.print_key, self.typed_back)
        QWidget.setTabOrder(self.typed_back, self.finish)
        QWidget.setTabOrder(self.finish, self.see_again)

        self.retranslateUi(FirstRun)
    # setupUi

    def retranslateUi(self, FirstRun):
        self.title.setText(QCoreApplication.translate("FirstRun", u"Set up this laptop", None))
        self.intro.setText(QCoreApplication.translate("FirstRun", u"Everything you write here is encrypted and stays on this laptop until you send it.", None))
        self.name_label.setText(QCoreApplication.translate("FirstRun", u"Your &name", None))
        self.name_hint.setText(QCoreApplication.translate("FirstRun", u"As your team knows you. It stands beside everything you write.", None))
        self.passphrase_label.setText(QCoreApplication.translate("FirstRun", u"&Passphrase", None))
        self.passphrase_hint.setText(QCoreApplication.translate("FirstRun", u"Opens this laptop\u2019s inspections. Nobody can reset it for you.", None))
        self.strength.setText("")
        self.suggest.setText(QCoreApplication.translate("FirstRun", u"&Suggest four words", None))
        self.again_label.setText(QCoreApplication.translate("FirstRun", u"Passphrase &again", None))
        self.go_on.setText(QCoreApplication.translate("FirstRun", u"Set up this laptop", None))
        self.key_words.setText(QCoreApplication.translate("FirstRun", u"This is your recovery key. It opens everything if the passphrase is forgotten. It is shown once: write it down or print it, and keep it away from this laptop.", None))
        self.recovery_key.setText("")
        self.print_key.setText(QCoreApplication.translate("FirstRun", u"&Print\u2026", None))
        self.written.setText(QCoreApplication.translate("FirstRun", u"I have written it down", None))
        self.back_words.setText(QCoreApplication.translate("FirstRun", u"Type the recovery key once from your paper, so that we both know it is right. Spaces and dashes do not matter.", None))
        self.typed_back_label.setText(QCoreApplication.translate("FirstRun", u"&Recovery key", None))
        self.see_again.setText(QCoreApplication.translate("FirstRun", u"See it again", None))
        self.finish.setText(QCoreApplication.translate("FirstRun", u"Finish", None))
        pass
    # retranslateUi

