# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'set_pin.ui'
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

class Ui_SetPin(object):
    def setupUi(self, SetPin):
        if not SetPin.objectName():
            SetPin.setObjectName(u"SetPin")
        self.column = QVBoxLayout(SetPin)
        self.column.setObjectName(u"column")
        self.intro = QLabel(SetPin)
        self.intro.setObjectName(u"intro")
        self.intro.setProperty(u"role", u"soft")
        self.intro.setTextFormat(Qt.TextFormat.PlainText)
        self.intro.setWordWrap(True)

        self.column.addWidget(self.intro)

        self.pin_rows = QVBoxLayout()
        self.pin_rows.setObjectName(u"pin_rows")
        self.pin_label = QLabel(SetPin)
        self.pin_label.setObjectName(u"pin_label")
        self.pin_label.setProperty(u"role", u"heading")

        self.pin_rows.addWidget(self.pin_label)

        self.pin = SecretField(SetPin)
        self.pin.setObjectName(u"pin")

        self.pin_rows.addWidget(self.pin)

        self.pin_hint = QLabel(SetPin)
        self.pin_hint.setObjectName(u"pin_hint")
        self.pin_hint.setProperty(u"role", u"caption")
        self.pin_hint.setTextFormat(Qt.TextFormat.PlainText)
        self.pin_hint.setWordWrap(True)

        self.pin_rows.addWidget(self.pin_hint)


        self.column.addLayout(self.pin_rows)

        self.again_rows = QVBoxLayout()
        self.again_rows.setObjectName(u"again_rows")
        self.again_label = QLabel(SetPin)
        self.again_label.setObjectName(u"again_label")
        self.again_label.setProperty(u"role", u"heading")

        self.again_rows.addWidget(self.again_label)

        self.again = SecretField(SetPin)
        self.again.setObjectName(u"again")

        self.again_rows.addWidget(self.again)


        self.column.addLayout(self.again_rows)

        self.buttons = QHBoxLayout()
        self.buttons.setObjectName(u"buttons")
        self.space = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.space)

        self.leave = QPushButton(SetPin)
        self.leave.setObjectName(u"leave")
        self.leave.setProperty(u"kind", u"plain")
        self.leave.setAutoDefault(False)

        self.buttons.addWidget(self.leave)

        self.set_pin = QPushButton(SetPin)
        self.set_pin.setObjectName(u"set_pin")
        self.set_pin.setProperty(u"kind", u"primary")
        self.set_pin.setAutoDefault(False)

        self.buttons.addWidget(self.set_pin)


        self.column.addLayout(self.buttons)

#if QT_CONFIG(shortcut)
        self.pin_label.setBuddy(self.pin)
        self.again_label.setBuddy(self.again)
#endif // QT_CONFIG(shortcut)
        QWidget.setTabOrder(self.pin, self.again)
        QWidget.setTabOrder(self.again, self.set_pin)
        QWidget.setTabOrder(self.set_pin, self.leave)

        self.retranslateUi(SetPin)
    # setupUi

    def retranslateUi(self, SetPin):
        self.intro.setText(QCoreApplication.translate("SetPin", u"The PIN lifts the cover while the app is open. It does not unlock the laptop.", None))
        self.pin_label.setText(QCoreApplication.translate("SetPin", u"&PIN", None))
        self.pin_hint.setText(QCoreApplication.translate("SetPin", u"Six digits or more.", None))
        self.again_label.setText(QCoreApplication.translate("SetPin", u"PIN &again", None))
        self.leave.setText(QCoreApplication.translate("SetPin", u"Cancel", None))
        self.set_pin.setText(QCoreApplication.translate("SetPin", u"Set the PIN", None))
        pass
    # retranslateUi

