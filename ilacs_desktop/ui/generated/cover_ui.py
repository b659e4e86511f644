# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'cover.ui'
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

class Ui_Cover(object):
    def setupUi(self, Cover):
        if not Cover.objectName():
            Cover.setObjectName(u"Cover")
        self.column = QVBoxLayout(Cover)
        self.column.setObjectName(u"column")
        self.title = QLabel(Cover)
        self.title.setObjectName(u"title")
        self.title.setProperty(u"role", u"title")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setWordWrap(True)

        self.column.addWidget(self.title)

        self.words = QLabel(Cover)
        self.words.setObjectName(u"words")
        self.words.setProperty(u"role", u"soft")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)

        self.column.addWidget(self.words)

        self.secret_rows = QVBoxLayout()
        self.secret_rows.setObjectName(u"secret_rows")
        self.secret_label = QLabel(Cover)
        self.secret_label.setObjectName(u"secret_label")
        self.secret_label.setProperty(u"role", u"heading")

        self.secret_rows.addWidget(self.secret_label)

        self.secret = SecretField(Cover)
        self.secret.setObjectName(u"secret")

        self.secret_rows.addWidget(self.secret)


        self.column.addLayout(self.secret_rows)

        self.tries = QLabel(Cover)
        self.tries.setObjectName(u"tries")
        self.tries.setProperty(u"role", u"soft")
        self.tries.setTextFormat(Qt.TextFormat.PlainText)
        self.tries.setWordWrap(True)

        self.column.addWidget(self.tries)

        self.buttons = QHBoxLayout()
        self.buttons.setObjectName(u"buttons")
        self.lock = QPushButton(Cover)
        self.lock.setObjectName(u"lock")
        self.lock.setProperty(u"kind", u"link")
        self.lock.setAutoDefault(False)

        self.buttons.addWidget(self.lock)

        self.space = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.space)

        self.show_again = QPushButton(Cover)
        self.show_again.setObjectName(u"show_again")
        self.show_again.setProperty(u"kind", u"primary")
        self.show_again.setAutoDefault(False)

        self.buttons.addWidget(self.show_again)


        self.column.addLayout(self.buttons)

#if QT_CONFIG(shortcut)
        self.secret_label.setBuddy(self.secret)
#endif // QT_CONFIG(shortcut)
        QWidget.setTabOrder(self.secret, self.show_again)
        QWidget.setTabOrder(self.show_again, self.lock)

        self.retranslateUi(Cover)
    # setupUi

    def retranslateUi(self, Cover):
        self.title.setText(QCoreApplication.translate("Cover", u"Covered", None))
        self.words.setText(QCoreApplication.translate("Cover", u"Nothing is readable until you are back.", None))
        self.secret_label.setText(QCoreApplication.translate("Cover", u"&PIN", None))
        self.tries.setText("")
        self.lock.setText(QCoreApplication.translate("Cover", u"&Lock instead", None))
        self.show_again.setText(QCoreApplication.translate("Cover", u"Show again", None))
        pass
    # retranslateUi

