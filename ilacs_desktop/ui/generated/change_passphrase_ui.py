# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'change_passphrase.ui'
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
from PySide6.QtWidgets import (QApplication, QHBoxLayout, QLabel, QPushButton,
    QSizePolicy, QSpacerItem, QVBoxLayout, QWidget)

from ilacs_desktop.ui.widgets.secret import SecretField

class Ui_ChangePassphrase(object):
    def setupUi(self, ChangePassphrase):
        if not ChangePassphrase.objectName():
            ChangePassphrase.setObjectName(u"ChangePassphrase")
        self.column = QVBoxLayout(ChangePassphrase)
        self.column.setObjectName(u"column")
        self.intro = QLabel(ChangePassphrase)
        self.intro.setObjectName(u"intro")
        self.intro.setProperty(u"role", u"soft")
        self.intro.setTextFormat(Qt.TextFormat.PlainText)
        self.intro.setWordWrap(True)

        self.column.addWidget(self.intro)

        self.current_rows = QVBoxLayout()
        self.current_rows.setObjectName(u"current_rows")
        self.current_label = QLabel(ChangePassphrase)
        self.current_label.setObjectName(u"current_label")
        self.current_label.setProperty(u"role", u"heading")

        self.current_rows.addWidget(self.current_label)

        self.current = SecretField(ChangePassphrase)
        self.current.setObjectName(u"current")

        self.current_rows.addWidget(self.current)


        self.column.addLayout(self.current_rows)

        self.passphrase_rows = QVBoxLayout()
        self.passphrase_rows.setObjectName(u"passphrase_rows")
        self.passphrase_label = QLabel(ChangePassphrase)
        self.passphrase_label.setObjectName(u"passphrase_label")
        self.passphrase_label.setProperty(u"role", u"heading")

        self.passphrase_rows.addWidget(self.passphrase_label)

        self.passphrase = SecretField(ChangePassphrase)
        self.passphrase.setObjectName(u"passphrase")

        self.passphrase_rows.addWidget(self.passphrase)


        self.column.addLayout(self.passphrase_rows)

        self.strength = QLabel(ChangePassphrase)
        self.strength.setObjectName(u"strength")
        self.strength.setProperty(u"role", u"soft")
        self.strength.setTextFormat(Qt.TextFormat.PlainText)
        self.strength.setWordWrap(True)

        self.column.addWidget(self.strength)

        self.suggest_row = QHBoxLayout()
        self.suggest_row.setObjectName(u"suggest_row")
        self.suggest = QPushButton(ChangePassphrase)
        self.suggest.setObjectName(u"suggest")
        self.suggest.setProperty(u"kind", u"link")
        self.suggest.setAutoDefault(False)

        self.suggest_row.addWidget(self.suggest)

        self.suggest_space = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.suggest_row.addItem(self.suggest_space)


        self.column.addLayout(self.suggest_row)

        self.again_rows = QVBoxLayout()
        self.again_rows.setObjectName(u"again_rows")
        self.again_label = QLabel(ChangePassphrase)
        self.again_label.setObjectName(u"again_label")
        self.again_label.setProperty(u"role", u"heading")

        self.again_rows.addWidget(self.again_label)

        self.again = SecretField(ChangePassphrase)
        self.again.setObjectName(u"again")

        self.again_rows.addWidget(self.again)


        self.column.addLayout(self.again_rows)

        self.buttons = QHBoxLayout()
        self.buttons.setObjectName(u"buttons")
        self.space = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.space)

        self.leave = QPushButton(ChangePassphrase)
        self.leave.setObjectName(u"leave")
        self.leave.setProperty(u"kind", u"plain")
        self.leave.setAutoDefault(False)

        self.buttons.addWidget(self.leave)

        self.change = QPushButton(ChangePassphrase)
        self.change.setObjectName(u"change")
        self.change.setProperty(u"kind", u"primary")
        self.change.setAutoDefault(False)

        self.buttons.addWidget(self.change)


        self.column.addLayout(self.buttons)

#if QT_CONFIG(shortcut)
        self.current_label.setBuddy(self.current)
        self.passphrase_label.setBuddy(self.passphrase)
        self.again_label.setBuddy(self.again)
#endif // QT_CONFIG(shortcut)
        QWidget.setTabOrder(self.current, self.passphrase)
        QWidget.setTabOrder(self.passphrase, self.suggest)
        QWidget.setTabOrder(self.suggest, self.again)
        QWidget.setTabOrder(self.again, self.change)
        QWidget.setTabOrder(self.change, self.leave)

        self.retranslateUi(ChangePassphrase)
    # setupUi

    def retranslateUi(self, ChangePassphrase):
        self.intro.setText(QCoreApplication.translate("ChangePassphrase", u"The recovery key stays as it is.", None))
        self.current_label.setText(QCoreApplication.translate("ChangePassphrase", u"&Passphrase until now", None))
        self.passphrase_label.setText(QCoreApplication.translate("ChangePassphrase", u"&New passphrase", None))
        self.strength.setText("")
        self.suggest.setText(QCoreApplication.translate("ChangePassphrase", u"&Suggest four words", None))
        self.again_label.setText(QCoreApplication.translate("ChangePassphrase", u"New passphrase &again", None))
        self.leave.setText(QCoreApplication.translate("ChangePassphrase", u"Cancel", None))
        self.change.setText(QCoreApplication.translate("ChangePassphrase", u"Change it", None))
        pass
    # retranslateUi

