# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'unlock.ui'
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

class Ui_Unlock(object):
    def setupUi(self, Unlock):
        if not Unlock.objectName():
            Unlock.setObjectName(u"Unlock")
        self.column = QVBoxLayout(Unlock)
        self.column.setObjectName(u"column")
        self.title = QLabel(Unlock)
        self.title.setObjectName(u"title")
        self.title.setProperty(u"role", u"title")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setWordWrap(True)

        self.column.addWidget(self.title)

        self.intro = QLabel(Unlock)
        self.intro.setObjectName(u"intro")
        self.intro.setProperty(u"role", u"soft")
        self.intro.setTextFormat(Qt.TextFormat.PlainText)
        self.intro.setWordWrap(True)

        self.column.addWidget(self.intro)

        self.by_passphrase = QWidget(Unlock)
        self.by_passphrase.setObjectName(u"by_passphrase")
        self.by_passphrase_rows = QVBoxLayout(self.by_passphrase)
        self.by_passphrase_rows.setObjectName(u"by_passphrase_rows")
        self.by_passphrase_rows.setContentsMargins(0, 0, 0, 0)
        self.passphrase_rows = QVBoxLayout()
        self.passphrase_rows.setObjectName(u"passphrase_rows")
        self.passphrase_label = QLabel(self.by_passphrase)
        self.passphrase_label.setObjectName(u"passphrase_label")
        self.passphrase_label.setProperty(u"role", u"heading")

        self.passphrase_rows.addWidget(self.passphrase_label)

        self.passphrase = SecretField(self.by_passphrase)
        self.passphrase.setObjectName(u"passphrase")

        self.passphrase_rows.addWidget(self.passphrase)


        self.by_passphrase_rows.addLayout(self.passphrase_rows)

        self.unlock_buttons = QHBoxLayout()
        self.unlock_buttons.setObjectName(u"unlock_buttons")
        self.use_recovery = QPushButton(self.by_passphrase)
        self.use_recovery.setObjectName(u"use_recovery")
        self.use_recovery.setProperty(u"kind", u"link")
        self.use_recovery.setAutoDefault(False)

        self.unlock_buttons.addWidget(self.use_recovery)

        self.unlock_space = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.unlock_buttons.addItem(self.unlock_space)

        self.unlock = QPushButton(self.by_passphrase)
        self.unlock.setObjectName(u"unlock")
        self.unlock.setProperty(u"kind", u"primary")
        self.unlock.setAutoDefault(False)

        self.unlock_buttons.addWidget(self.unlock)


        self.by_passphrase_rows.addLayout(self.unlock_buttons)


        self.column.addWidget(self.by_passphrase)

        self.by_recovery = QWidget(Unlock)
        self.by_recovery.setObjectName(u"by_recovery")
        self.by_recovery_rows = QVBoxLayout(self.by_recovery)
        self.by_recovery_rows.setObjectName(u"by_recovery_rows")
        self.by_recovery_rows.setContentsMargins(0, 0, 0, 0)
        self.recovery_key_rows = QVBoxLayout()
        self.recovery_key_rows.setObjectName(u"recovery_key_rows")
        self.recovery_key_label = QLabel(self.by_recovery)
        self.recovery_key_label.setObjectName(u"recovery_key_label")
        self.recovery_key_label.setProperty(u"role", u"heading")

        self.recovery_key_rows.addWidget(self.recovery_key_label)

        self.recovery_key = QLineEdit(self.by_recovery)
        self.recovery_key.setObjectName(u"recovery_key")

        self.recovery_key_rows.addWidget(self.recovery_key)

        self.recovery_key_hint = QLabel(self.by_recovery)
        self.recovery_key_hint.setObjectName(u"recovery_key_hint")
        self.recovery_key_hint.setProperty(u"role", u"caption")
        self.recovery_key_hint.setTextFormat(Qt.TextFormat.PlainText)
        self.recovery_key_hint.setWordWrap(True)

        self.recovery_key_rows.addWidget(self.recovery_key_hint)


        self.by_recovery_rows.addLayout(self.recovery_key_rows)

        self.new_passphrase_rows = QVBoxLayout()
        self.new_passphrase_rows.setObjectName(u"new_passphrase_rows")
        self.new_passphrase_label = QLabel(self.by_recovery)
        self.new_passphrase_label.setObjectName(u"new_passphrase_label")
        self.new_passphrase_label.setProperty(u"role", u"heading")

        self.new_passphrase_rows.addWidget(self.new_passphrase_label)

        self.new_passphrase = SecretField(self.by_recovery)
        self.new_passphrase.setObjectName(u"new_passphrase")

        self.new_passphrase_rows.addWidget(self.new_passphrase)

        self.new_passphrase_hint = QLabel(self.by_recovery)
        self.new_passphrase_hint.setObjectName(u"new_passphrase_hint")
        self.new_passphrase_hint.setProperty(u"role", u"caption")
        self.new_passphrase_hint.setTextFormat(Qt.TextFormat.PlainText)
        self.new_passphrase_hint.setWordWrap(True)

        self.new_passphrase_rows.addWidget(self.new_passphrase_hint)


        self.by_recovery_rows.addLayout(self.new_passphrase_rows)

        self.strength = QLabel(self.by_recovery)
        self.strength.setObjectName(u"strength")
        self.strength.setProperty(u"role", u"soft")
        self.strength.setTextFormat(Qt.TextFormat.PlainText)
        self.strength.setWordWrap(True)

        self.by_recovery_rows.addWidget(self.strength)

        self.suggest_row = QHBoxLayout()
        self.suggest_row.setObjectName(u"suggest_row")
        self.suggest = QPushButton(self.by_recovery)
        self.suggest.setObjectName(u"suggest")
        self.suggest.setProperty(u"kind", u"link")
        self.suggest.setAutoDefault(False)

        self.suggest_row.addWidget(self.suggest)

        self.suggest_space = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.suggest_row.addItem(self.suggest_space)


        self.by_recovery_rows.addLayout(self.suggest_row)

        self.again_rows = QVBoxLayout()
        self.again_rows.setObjectName(u"again_rows")
        self.again_label = QLabel(self.by_recovery)
        self.again_label.setObjectName(u"again_label")
        self.again_label.setProperty(u"role", u"heading")

        self.again_rows.addWidget(self.again_label)

        self.again = SecretField(self.by_recovery)
        self.again.setObjectName(u"again")

        self.again_rows.addWidget(self.again)


        self.by_recovery_rows.addLayout(self.again_rows)

        self.recovery_buttons = QHBoxLayout()
        self.recovery_buttons.setObjectName(u"recovery_buttons")
        self.use_passphrase = QPushButton(self.by_recovery)
        self.use_passphrase.setObjectName(u"use_passphrase")
        self.use_passphrase.setProperty(u"kind", u"link")
        self.use_passphrase.setAutoDefault(False)

        self.recovery_buttons.addWidget(self.use_passphrase)

        self.recovery_space = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.recovery_buttons.addItem(self.recovery_space)

        self.recover = QPushButton(self.by_recovery)
        self.recover.setObjectName(u"recover")
        self.recover.setProperty(u"kind", u"primary")
        self.recover.setAutoDefault(False)

        self.recovery_buttons.addWidget(self.recover)


        self.by_recovery_rows.addLayout(self.recovery_buttons)


        self.column.addWidget(self.by_recovery)

        self.wait = QLabel(Unlock)
        self.wait.setObjectName(u"wait")
        self.wait.setProperty(u"role", u"soft")
        self.wait.setTextFormat(Qt.TextFormat.PlainText)
        self.wait.setWordWrap(True)

        self.column.addWidget(self.wait)

#if QT_CONFIG(shortcut)
        self.passphrase_label.setBuddy(self.passphrase)
        self.recovery_key_label.setBuddy(self.recovery_key)
        self.new_passphrase_label.setBuddy(self.new_passphrase)
        self.again_label.setBuddy(self.again)
#endif // QT_CONFIG(shortcut)
        QWidget.setTabOrder(self.passphrase, self.unlock)
        QWidget.setTabOrder(self.unlock, self.use_recovery)
        QWidget.setTabOrder(self.use_recovery, self.recovery_key)
        QWidget.setTabOrder(self.recovery_key, self.new_passphrase)
        QWidget.setTabOrder(self.new_passphrase, self.suggest)
        QWidget.setTabOrder(self.suggest, self.again)
        QWidget.setTabOrder(self.again, self.recover)
        QWidget.setTabOrder(self.recover, self.use_passphrase)

        self.retranslateUi(Unlock)
    # setupUi

    def retranslateUi(self, Unlock):
        self.title.setText(QCoreApplication.translate("Unlock", u"ILACS Desktop", None))
        self.intro.setText(QCoreApplication.translate("Unlock", u"This laptop is locked.", None))
        self.passphrase_label.setText(QCoreApplication.translate("Unlock", u"&Passphrase", None))
        self.use_recovery.setText(QCoreApplication.translate("Unlock", u"Use the &recovery key", None))
        self.unlock.setText(QCoreApplication.translate("Unlock", u"Unlock", None))
        self.recovery_key_label.setText(QCoreApplication.translate("Unlock", u"&Recovery key", None))
        self.recovery_key_hint.setText(QCoreApplication.translate("Unlock", u"From the paper made when this laptop was set up.", None))
        self.new_passphrase_label.setText(QCoreApplication.translate("Unlock", u"&New passphrase", None))
        self.new_passphrase_hint.setText(QCoreApplication.translate("Unlock", u"The forgotten one stops working.", None))
        self.strength.setText("")
        self.suggest.setText(QCoreApplication.translate("Unlock", u"&Suggest four words", None))
        self.again_label.setText(QCoreApplication.translate("Unlock", u"New passphrase &again", None))
        self.use_passphrase.setText(QCoreApplication.translate("Unlock", u"Use the passphrase", None))
        self.recover.setText(QCoreApplication.translate("Unlock", u"Open", None))
        self.wait.setText("")
        pass
    # retranslateUi

