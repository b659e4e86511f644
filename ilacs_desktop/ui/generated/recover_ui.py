# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'recover.ui'
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

class Ui_Recover(object):
    def setupUi(self, Recover):
        if not Recover.objectName():
            Recover.setObjectName(u"Recover")
        self.column = QVBoxLayout(Recover)
        self.column.setObjectName(u"column")
        self.recovery_key_rows = QVBoxLayout()
        self.recovery_key_rows.setObjectName(u"recovery_key_rows")
        self.recovery_key_label = QLabel(Recover)
        self.recovery_key_label.setObjectName(u"recovery_key_label")
        self.recovery_key_label.setProperty(u"role", u"heading")

        self.recovery_key_rows.addWidget(self.recovery_key_label)

        self.recovery_key = QLineEdit(Recover)
        self.recovery_key.setObjectName(u"recovery_key")

        self.recovery_key_rows.addWidget(self.recovery_key)

        self.recovery_key_hint = QLabel(Recover)
        self.recovery_key_hint.setObjectName(u"recovery_key_hint")
        self.recovery_key_hint.setProperty(u"role", u"caption")
        self.recovery_key_hint.setTextFormat(Qt.TextFormat.PlainText)
        self.recovery_key_hint.setWordWrap(True)

        self.recovery_key_rows.addWidget(self.recovery_key_hint)


        self.column.addLayout(self.recovery_key_rows)

        self.new_passphrase_rows = QVBoxLayout()
        self.new_passphrase_rows.setObjectName(u"new_passphrase_rows")
        self.new_passphrase_label = QLabel(Recover)
        self.new_passphrase_label.setObjectName(u"new_passphrase_label")
        self.new_passphrase_label.setProperty(u"role", u"heading")

        self.new_passphrase_rows.addWidget(self.new_passphrase_label)

        self.new_passphrase = SecretField(Recover)
        self.new_passphrase.setObjectName(u"new_passphrase")

        self.new_passphrase_rows.addWidget(self.new_passphrase)

        self.new_passphrase_hint = QLabel(Recover)
        self.new_passphrase_hint.setObjectName(u"new_passphrase_hint")
        self.new_passphrase_hint.setProperty(u"role", u"caption")
        self.new_passphrase_hint.setTextFormat(Qt.TextFormat.PlainText)
        self.new_passphrase_hint.setWordWrap(True)

        self.new_passphrase_rows.addWidget(self.new_passphrase_hint)


        self.column.addLayout(self.new_passphrase_rows)

        self.strength = QLabel(Recover)
        self.strength.setObjectName(u"strength")
        self.strength.setProperty(u"role", u"soft")
        self.strength.setTextFormat(Qt.TextFormat.PlainText)
        self.strength.setWordWrap(True)

        self.column.addWidget(self.strength)

        self.suggest_row = QHBoxLayout()
        self.suggest_row.setObjectName(u"suggest_row")
        self.suggest = QPushButton(Recover)
        self.suggest.setObjectName(u"suggest")
        self.suggest.setProperty(u"kind", u"link")
        self.suggest.setAutoDefault(False)

        self.suggest_row.addWidget(self.suggest)

        self.suggest_space = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.suggest_row.addItem(self.suggest_space)


        self.column.addLayout(self.suggest_row)

        self.again_rows = QVBoxLayout()
        self.again_rows.setObjectName(u"again_rows")
        self.again_label = QLabel(Recover)
        self.again_label.setObjectName(u"again_label")
        self.again_label.setProperty(u"role", u"heading")

        self.again_rows.addWidget(self.again_label)

        self.again = SecretField(Recover)
        self.again.setObjectName(u"again")

        self.again_rows.addWidget(self.again)


        self.column.addLayout(self.again_rows)

        self.recovery_buttons = QHBoxLayout()
        self.recovery_buttons.setObjectName(u"recovery_buttons")
        self.use_passphrase = QPushButton(Recover)
        self.use_passphrase.setObjectName(u"use_passphrase")
        self.use_passphrase.setProperty(u"kind", u"link")
        self.use_passphrase.setAutoDefault(False)

        self.recovery_buttons.addWidget(self.use_passphrase)

        self.recovery_space = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.recovery_buttons.addItem(self.recovery_space)

        self.recover = QPushButton(Recover)
        self.recover.setObjectName(u"recover")
        self.recover.setProperty(u"kind", u"primary")
        self.recover.setAutoDefault(False)

        self.recovery_buttons.addWidget(self.recover)


        self.column.addLayout(self.recovery_buttons)

#if QT_CONFIG(shortcut)
        self.recovery_key_label.setBuddy(self.recovery_key)
        self.new_passphrase_label.setBuddy(self.new_passphrase)
        self.again_label.setBuddy(self.again)
#endif // QT_CONFIG(shortcut)
        QWidget.setTabOrder(self.recovery_key, self.new_passphrase)
        QWidget.setTabOrder(self.new_passphrase, self.suggest)
        QWidget.setTabOrder(self.suggest, self.again)
        QWidget.setTabOrder(self.again, self.recover)
        QWidget.setTabOrder(self.recover, self.use_passphrase)

        self.retranslateUi(Recover)
    # setupUi

    def retranslateUi(self, Recover):
        self.recovery_key_label.setText(QCoreApplication.translate("Recover", u"&Recovery key", None))
        self.recovery_key_hint.setText(QCoreApplication.translate("Recover", u"From the paper made when this laptop was set up.", None))
        self.new_passphrase_label.setText(QCoreApplication.translate("Recover", u"&New passphrase", None))
        self.new_passphrase_hint.setText(QCoreApplication.translate("Recover", u"The forgotten one stops working.", None))
        self.strength.setText("")
        self.suggest.setText(QCoreApplication.translate("Recover", u"&Suggest four words", None))
        self.again_label.setText(QCoreApplication.translate("Recover", u"New passphrase &again", None))
        self.use_passphrase.setText(QCoreApplication.translate("Recover", u"Use the passphrase", None))
        self.recover.setText(QCoreApplication.translate("Recover", u"Open", None))
        pass
    # retranslateUi

