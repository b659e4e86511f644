# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'new_inspection.ui'
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
from PySide6.QtWidgets import (QApplication, QFrame, QGridLayout, QHBoxLayout,
    QLabel, QLineEdit, QPlainTextEdit, QPushButton,
    QSizePolicy, QSpacerItem, QVBoxLayout, QWidget)

from ilacs_desktop.ui.widgets.choices import (ChoiceField, NumberField, TickList)
from ilacs_desktop.ui.widgets.dates import OptionalDateEdit

class Ui_NewInspection(object):
    def setupUi(self, NewInspection):
        if not NewInspection.objectName():
            NewInspection.setObjectName(u"NewInspection")
        self.column = QVBoxLayout(NewInspection)
        self.column.setObjectName(u"column")
        self.title = QLabel(NewInspection)
        self.title.setObjectName(u"title")
        self.title.setProperty(u"role", u"title")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setWordWrap(True)

        self.column.addWidget(self.title)

        self.what = QFrame(NewInspection)
        self.what.setObjectName(u"what")
        self.what.setProperty(u"role", u"panel")
        self.what_rows = QVBoxLayout(self.what)
        self.what_rows.setObjectName(u"what_rows")
        self.what_head = QLabel(self.what)
        self.what_head.setObjectName(u"what_head")
        self.what_head.setProperty(u"role", u"heading")
        self.what_head.setTextFormat(Qt.TextFormat.PlainText)

        self.what_rows.addWidget(self.what_head)

        self.what_grid = QGridLayout()
        self.what_grid.setObjectName(u"what_grid")
        self.la_name_rows = QVBoxLayout()
        self.la_name_rows.setObjectName(u"la_name_rows")
        self.la_name_label = QLabel(self.what)
        self.la_name_label.setObjectName(u"la_name_label")
        self.la_name_label.setProperty(u"role", u"heading")

        self.la_name_rows.addWidget(self.la_name_label)

        self.la_name = QLineEdit(self.what)
        self.la_name.setObjectName(u"la_name")

        self.la_name_rows.addWidget(self.la_name)

        self.la_name_hint = QLabel(self.what)
        self.la_name_hint.setObjectName(u"la_name_hint")
        self.la_name_hint.setProperty(u"role", u"caption")
        self.la_name_hint.setTextFormat(Qt.TextFormat.PlainText)
        self.la_name_hint.setWordWrap(True)

        self.la_name_rows.addWidget(self.la_name_hint)


        self.what_grid.addLayout(self.la_name_rows, 0, 0, 1, 2)

        self.fieldwork_start_rows = QVBoxLayout()
        self.fieldwork_start_rows.setObjectName(u"fieldwork_start_rows")
        self.fieldwork_start_label = QLabel(self.what)
        self.fieldwork_start_label.setObjectName(u"fieldwork_start_label")
        self.fieldwork_start_label.setProperty(u"role", u"heading")

        self.fieldwork_start_rows.addWidget(self.fieldwork_start_label)

        self.fieldwork_start = OptionalDateEdit(self.what)
        self.fieldwork_start.setObjectName(u"fieldwork_start")

        self.fieldwork_start_rows.addWidget(self.fieldwork_start)


        self.what_grid.addLayout(self.fieldwork_start_rows, 1, 0, 1, 1)

        self.event_rows = QVBoxLayout()
        self.event_rows.setObjectName(u"event_rows")
        self.event_label = QLabel(self.what)
        self.event_label.setObjectName(u"event_label")
        self.event_label.setProperty(u"role", u"heading")

        self.event_rows.addWidget(self.event_label)

        self.event = ChoiceField(self.what)
        self.event.setObjectName(u"event")

        self.event_rows.addWidget(self.event)


        self.what_grid.addLayout(self.event_rows, 1, 1, 1, 1)

        self.edition = QLabel(self.what)
        self.edition.setObjectName(u"edition")
        self.edition.setProperty(u"role", u"soft")
        self.edition.setTextFormat(Qt.TextFormat.PlainText)
        self.edition.setWordWrap(True)

        self.what_grid.addWidget(self.edition, 2, 0, 1, 2)

        self.scope_part = QWidget(self.what)
        self.scope_part.setObjectName(u"scope_part")
        self.scope_rows = QVBoxLayout(self.scope_part)
        self.scope_rows.setObjectName(u"scope_rows")
        self.scope_rows.setContentsMargins(0, 0, 0, 0)
        self.scope_text_rows = QVBoxLayout()
        self.scope_text_rows.setObjectName(u"scope_text_rows")
        self.scope_text_label = QLabel(self.scope_part)
        self.scope_text_label.setObjectName(u"scope_text_label")
        self.scope_text_label.setProperty(u"role", u"heading")

        self.scope_text_rows.addWidget(self.scope_text_label)

        self.scope_text = QPlainTextEdit(self.scope_part)
        self.scope_text.setObjectName(u"scope_text")
        self.scope_text.setTabChangesFocus(True)

        self.scope_text_rows.addWidget(self.scope_text)


        self.scope_rows.addLayout(self.scope_text_rows)

        self.topics_label = QLabel(self.scope_part)
        self.topics_label.setObjectName(u"topics_label")
        self.topics_label.setProperty(u"role", u"heading")

        self.scope_rows.addWidget(self.topics_label)

        self.topics = TickList(self.scope_part)
        self.topics.setObjectName(u"topics")

        self.scope_rows.addWidget(self.topics)


        self.what_grid.addWidget(self.scope_part, 3, 0, 1, 2)

        self.number_part = QWidget(self.what)
        self.number_part.setObjectName(u"number_part")
        self.number_rows = QVBoxLayout(self.number_part)
        self.number_rows.setObjectName(u"number_rows")
        self.number_rows.setContentsMargins(0, 0, 0, 0)
        self.visit_number_rows = QVBoxLayout()
        self.visit_number_rows.setObjectName(u"visit_number_rows")
        self.visit_number_label = QLabel(self.number_part)
        self.visit_number_label.setObjectName(u"visit_number_label")
        self.visit_number_label.setProperty(u"role", u"heading")

        self.visit_number_rows.addWidget(self.visit_number_label)

        self.visit_number = NumberField(self.number_part)
        self.visit_number.setObjectName(u"visit_number")

        self.visit_number_rows.addWidget(self.visit_number)


        self.number_rows.addLayout(self.visit_number_rows)


        self.what_grid.addWidget(self.number_part, 4, 0, 1, 1)


        self.what_rows.addLayout(self.what_grid)


        self.column.addWidget(self.what)

        self.la = QFrame(NewInspection)
        self.la.setObjectName(u"la")
        self.la.setProperty(u"role", u"panel")
        self.la_rows = QVBoxLayout(self.la)
        self.la_rows.setObjectName(u"la_rows")
        self.la_head = QLabel(self.la)
        self.la_head.setObjectName(u"la_head")
        self.la_head.setProperty(u"role", u"heading")
        self.la_head.setTextFormat(Qt.TextFormat.PlainText)

        self.la_rows.addWidget(self.la_head)

        self.la_words = QLabel(self.la)
        self.la_words.setObjectName(u"la_words")
        self.la_words.setProperty(u"role", u"caption")
        self.la_words.setTextFormat(Qt.TextFormat.PlainText)
        self.la_words.setWordWrap(True)

        self.la_rows.addWidget(self.la_words)

        self.la_grid = QGridLayout()
        self.la_grid.setObjectName(u"la_grid")
        self.dcs_name_rows = QVBoxLayout()
        self.dcs_name_rows.setObjectName(u"dcs_name_rows")
        self.dcs_name_label = QLabel(self.la)
        self.dcs_name_label.setObjectName(u"dcs_name_label")
        self.dcs_name_label.setProperty(u"role", u"heading")

        self.dcs_name_rows.addWidget(self.dcs_name_label)

        self.dcs_name = QLineEdit(self.la)
        self.dcs_name.setObjectName(u"dcs_name")

        self.dcs_name_rows.addWidget(self.dcs_name)


        self.la_grid.addLayout(self.dcs_name_rows, 0, 0, 1, 1)

        self.dcs_title_rows = QVBoxLayout()
        self.dcs_title_rows.setObjectName(u"dcs_title_rows")
        self.dcs_title_label = QLabel(self.la)
        self.dcs_title_label.setObjectName(u"dcs_title_label")
        self.dcs_title_label.setProperty(u"role", u"heading")

        self.dcs_title_rows.addWidget(self.dcs_title_label)

        self.dcs_title = QLineEdit(self.la)
        self.dcs_title.setObjectName(u"dcs_title")

        self.dcs_title_rows.addWidget(self.dcs_title)


        self.la_grid.addLayout(self.dcs_title_rows, 0, 1, 1, 1)

        self.chief_executive_name_rows = QVBoxLayout()
        self.chief_executive_name_rows.setObjectName(u"chief_executive_name_rows")
        self.chief_executive_name_label = QLabel(self.la)
        self.chief_executive_name_label.setObjectName(u"chief_executive_name_label")
        self.chief_executive_name_label.setProperty(u"role", u"heading")

        self.chief_executive_name_rows.addWidget(self.chief_executive_name_label)

        self.chief_executive_name = QLineEdit(self.la)
        self.chief_executive_name.setObjectName(u"chief_executive_name")

        self.chief_executive_name_rows.addWidget(self.chief_executive_name)


        self.la_grid.addLayout(self.chief_executive_name_rows, 1, 0, 1, 1)

        self.chief_executive_title_rows = QVBoxLayout()
        self.chief_executive_title_rows.setObjectName(u"chief_executive_title_rows")
        self.chief_executive_title_label = QLabel(self.la)
        self.chief_executive_title_label.setObjectName(u"chief_executive_title_label")
        self.chief_executive_title_label.setProperty(u"role", u"heading")

        self.chief_executive_title_rows.addWidget(self.chief_executive_title_label)

        self.chief_executive_title = QLineEdit(self.la)
        self.chief_executive_title.setObjectName(u"chief_executive_title")

        self.chief_executive_title_rows.addWidget(self.chief_executive_title)


        self.la_grid.addLayout(self.chief_executive_title_rows, 1, 1, 1, 1)

        self.address_rows = QVBoxLayout()
        self.address_rows.setObjectName(u"address_rows")
        self.address_label = QLabel(self.la)
        self.address_label.setObjectName(u"address_label")
        self.address_label.setProperty(u"role", u"heading")

        self.address_rows.addWidget(self.address_label)

        self.address = QPlainTextEdit(self.la)
        self.address.setObjectName(u"address")
        self.address.setTabChangesFocus(True)

        self.address_rows.addWidget(self.address)


        self.la_grid.addLayout(self.address_rows, 2, 0, 1, 2)

        self.front_door_name_rows = QVBoxLayout()
        self.front_door_name_rows.setObjectName(u"front_door_name_rows")
        self.front_door_name_label = QLabel(self.la)
        self.front_door_name_label.setObjectName(u"front_door_name_label")
        self.front_door_name_label.setProperty(u"role", u"heading")

        self.front_door_name_rows.addWidget(self.front_door_name_label)

        self.front_door_name = QLineEdit(self.la)
        self.front_door_name.setObjectName(u"front_door_name")

        self.front_door_name_rows.addWidget(self.front_door_name)


        self.la_grid.addLayout(self.front_door_name_rows, 3, 0, 1, 1)

        self.delivered_by_rows = QVBoxLayout()
        self.delivered_by_rows.setObjectName(u"delivered_by_rows")
        self.delivered_by_label = QLabel(self.la)
        self.delivered_by_label.setObjectName(u"delivered_by_label")
        self.delivered_by_label.setProperty(u"role", u"heading")

        self.delivered_by_rows.addWidget(self.delivered_by_label)

        self.delivered_by = QLineEdit(self.la)
        self.delivered_by.setObjectName(u"delivered_by")

        self.delivered_by_rows.addWidget(self.delivered_by)

        self.delivered_by_hint = QLabel(self.la)
        self.delivered_by_hint.setObjectName(u"delivered_by_hint")
        self.delivered_by_hint.setProperty(u"role", u"caption")
        self.delivered_by_hint.setTextFormat(Qt.TextFormat.PlainText)
        self.delivered_by_hint.setWordWrap(True)

        self.delivered_by_rows.addWidget(self.delivered_by_hint)


        self.la_grid.addLayout(self.delivered_by_rows, 3, 1, 1, 1)

        self.term_care_leavers_rows = QVBoxLayout()
        self.term_care_leavers_rows.setObjectName(u"term_care_leavers_rows")
        self.term_care_leavers_label = QLabel(self.la)
        self.term_care_leavers_label.setObjectName(u"term_care_leavers_label")
        self.term_care_leavers_label.setProperty(u"role", u"heading")

        self.term_care_leavers_rows.addWidget(self.term_care_leavers_label)

        self.term_care_leavers = QLineEdit(self.la)
        self.term_care_leavers.setObjectName(u"term_care_leavers")

        self.term_care_leavers_rows.addWidget(self.term_care_leavers)


        self.la_grid.addLayout(self.term_care_leavers_rows, 4, 0, 1, 1)

        self.term_unaccompanied_rows = QVBoxLayout()
        self.term_unaccompanied_rows.setObjectName(u"term_unaccompanied_rows")
        self.term_unaccompanied_label = QLabel(self.la)
        self.term_unaccompanied_label.setObjectName(u"term_unaccompanied_label")
        self.term_unaccompanied_label.setProperty(u"role", u"heading")

        self.term_unaccompanied_rows.addWidget(self.term_unaccompanied_label)

        self.term_unaccompanied = QLineEdit(self.la)
        self.term_unaccompanied.setObjectName(u"term_unaccompanied")

        self.term_unaccompanied_rows.addWidget(self.term_unaccompanied)


        self.la_grid.addLayout(self.term_unaccompanied_rows, 4, 1, 1, 1)


        self.la_rows.addLayout(self.la_grid)


        self.column.addWidget(self.la)

        self.previous = QFrame(NewInspection)
        self.previous.setObjectName(u"previous")
        self.previous.setProperty(u"role", u"panel")
        self.previous_rows = QVBoxLayout(self.previous)
        self.previous_rows.setObjectName(u"previous_rows")
        self.previous_head = QLabel(self.previous)
        self.previous_head.setObjectName(u"previous_head")
        self.previous_head.setProperty(u"role", u"heading")
        self.previous_head.setTextFormat(Qt.TextFormat.PlainText)

        self.previous_rows.addWidget(self.previous_head)

        self.previous_words = QLabel(self.previous)
        self.previous_words.setObjectName(u"previous_words")
        self.previous_words.setProperty(u"role", u"caption")
        self.previous_words.setTextFormat(Qt.TextFormat.PlainText)
        self.previous_words.setWordWrap(True)

        self.previous_rows.addWidget(self.previous_words)

        self.previous_grid = QGridLayout()
        self.previous_grid.setObjectName(u"previous_grid")
        self.previous_event_rows = QVBoxLayout()
        self.previous_event_rows.setObjectName(u"previous_event_rows")
        self.previous_event_label = QLabel(self.previous)
        self.previous_event_label.setObjectName(u"previous_event_label")
        self.previous_event_label.setProperty(u"role", u"heading")

        self.previous_event_rows.addWidget(self.previous_event_label)

        self.previous_event = QLineEdit(self.previous)
        self.previous_event.setObjectName(u"previous_event")

        self.previous_event_rows.addWidget(self.previous_event)

        self.previous_event_hint = QLabel(self.previous)
        self.previous_event_hint.setObjectName(u"previous_event_hint")
        self.previous_event_hint.setProperty(u"role", u"caption")
        self.previous_event_hint.setTextFormat(Qt.TextFormat.PlainText)
        self.previous_event_hint.setWordWrap(True)

        self.previous_event_rows.addWidget(self.previous_event_hint)


        self.previous_grid.addLayout(self.previous_event_rows, 0, 0, 1, 1)

        self.previous_start_rows = QVBoxLayout()
        self.previous_start_rows.setObjectName(u"previous_start_rows")
        self.previous_start_label = QLabel(self.previous)
        self.previous_start_label.setObjectName(u"previous_start_label")
        self.previous_start_label.setProperty(u"role", u"heading")

        self.previous_start_rows.addWidget(self.previous_start_label)

        self.previous_start = OptionalDateEdit(self.previous)
        self.previous_start.setObjectName(u"previous_start")

        self.previous_start_rows.addWidget(self.previous_start)


        self.previous_grid.addLayout(self.previous_start_rows, 0, 1, 1, 1)

        self.previous_published_rows = QVBoxLayout()
        self.previous_published_rows.setObjectName(u"previous_published_rows")
        self.previous_published_label = QLabel(self.previous)
        self.previous_published_label.setObjectName(u"previous_published_label")
        self.previous_published_label.setProperty(u"role", u"heading")

        self.previous_published_rows.addWidget(self.previous_published_label)

        self.previous_published = OptionalDateEdit(self.previous)
        self.previous_published.setObjectName(u"previous_published")

        self.previous_published_rows.addWidget(self.previous_published)


        self.previous_grid.addLayout(self.previous_published_rows, 1, 0, 1, 1)

        self.overall_rows = QVBoxLayout()
        self.overall_rows.setObjectName(u"overall_rows")
        self.overall_label = QLabel(self.previous)
        self.overall_label.setObjectName(u"overall_label")
        self.overall_label.setProperty(u"role", u"heading")

        self.overall_rows.addWidget(self.overall_label)

        self.overall = ChoiceField(self.previous)
        self.overall.setObjectName(u"overall")

        self.overall_rows.addWidget(self.overall)


        self.previous_grid.addLayout(self.overall_rows, 1, 1, 1, 1)

        self.grades = QWidget(self.previous)
        self.grades.setObjectName(u"grades")

        self.previous_grid.addWidget(self.grades, 2, 0, 1, 2)

        self.bullets_rows = QVBoxLayout()
        self.bullets_rows.setObjectName(u"bullets_rows")
        self.bullets_label = QLabel(self.previous)
        self.bullets_label.setObjectName(u"bullets_label")
        self.bullets_label.setProperty(u"role", u"heading")

        self.bullets_rows.addWidget(self.bullets_label)

        self.bullets = QPlainTextEdit(self.previous)
        self.bullets.setObjectName(u"bullets")
        self.bullets.setTabChangesFocus(True)

        self.bullets_rows.addWidget(self.bullets)

        self.bullets_hint = QLabel(self.previous)
        self.bullets_hint.setObjectName(u"bullets_hint")
        self.bullets_hint.setProperty(u"role", u"caption")
        self.bullets_hint.setTextFormat(Qt.TextFormat.PlainText)
        self.bullets_hint.setWordWrap(True)

        self.bullets_rows.addWidget(self.bullets_hint)


        self.previous_grid.addLayout(self.bullets_rows, 3, 0, 1, 2)


        self.previous_rows.addLayout(self.previous_grid)


        self.column.addWidget(self.previous)

        self.buttons = QHBoxLayout()
        self.buttons.setObjectName(u"buttons")
        self.space = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.space)

        self.leave = QPushButton(NewInspection)
        self.leave.setObjectName(u"leave")
        self.leave.setProperty(u"kind", u"plain")
        self.leave.setAutoDefault(False)

        self.buttons.addWidget(self.leave)

        self.begin = QPushButton(NewInspection)
        self.begin.setObjectName(u"begin")
        self.begin.setProperty(u"kind", u"primary")
        self.begin.setAutoDefault(False)

        self.buttons.addWidget(self.begin)


        self.column.addLayout(self.buttons)

#if QT_CONFIG(shortcut)
        self.la_name_label.setBuddy(self.la_name)
        self.fieldwork_start_label.setBuddy(self.fieldwork_start)
        self.event_label.setBuddy(self.event)
        self.scope_text_label.setBuddy(self.scope_text)
        self.topics_label.setBuddy(self.topics)
        self.visit_number_label.setBuddy(self.visit_number)
        self.dcs_name_label.setBuddy(self.dcs_name)
        self.dcs_title_label.setBuddy(self.dcs_title)
        self.chief_executive_name_label.setBuddy(self.chief_executive_name)
        self.chief_executive_title_label.setBuddy(self.chief_executive_title)
        self.address_label.setBuddy(self.address)
        self.front_door_name_label.setBuddy(self.front_door_name)
        self.delivered_by_label.setBuddy(self.delivered_by)
        self.term_care_leavers_label.setBuddy(self.term_care_leavers)
        self.term_unaccompanied_label.setBuddy(self.term_unaccompanied)
        self.previous_event_label.setBuddy(self.previous_event)
        self.previous_start_label.setBuddy(self.previous_start)
        self.previous_published_label.setBuddy(self.previous_published)
        self.overall_label.setBuddy(self.overall)
        self.bullets_label.setBuddy(self.bullets)
#endif // QT_CONFIG(shortcut)
        QWidget.setTabOrder(self.la_name, self.fieldwork_start)
        QWidget.setTabOrder(self.fieldwork_start, self.event)
        QWidget.setTabOrder(self.event, self.scope_text)
        QWidget.setTabOrder(self.scope_text, self.topics)
        QWidget.setTabOrder(self.topics, self.visit_number)
        QWidget.setTabOrder(self.visit_number, self.dcs_name)
        QWidget.setTabOrder(self.dcs_name, self.dcs_title)
        QWidget.setTabOrder(self.dcs_title, self.chief_executive_name)
        QWidget.setTabOrder(self.chief_executive_name, self.chief_executive_title)
        QWidget.setTabOrder(self.chief_executive_title, self.address)
        QWidget.setTabOrder(self.address, self.front_door_name)
        QWidget.setTabOrder(self.front_door_name, self.delivered_by)
        QWidget.setTabOrder(self.delivered_by, self.term_care_leavers)
        QWidget.setTabOrder(self.term_care_leavers, self.term_unaccompanied)
        QWidget.setTabOrder(self.term_unaccompanied, self.previous_event)
        QWidget.setTabOrder(self.previous_event, self.previous_start)
        QWidget.setTabOrder(self.previous_start, self.previous_published)
        QWidget.setTabOrder(self.previous_published, self.overall)
        QWidget.setTabOrder(self.overall, self.bullets)
        QWidget.setTabOrder(self.bullets, self.begin)
        QWidget.setTabOrder(self.begin, self.leave)

        self.retranslateUi(NewInspection)
    # setupUi

    def retranslateUi(self, NewInspection):
        self.title.setText(QCoreApplication.translate("NewInspection", u"New inspection", None))
        self.what_head.setText(QCoreApplication.translate("NewInspection", u"The inspection", None))
        self.la_name_label.setText(QCoreApplication.translate("NewInspection", u"&Local authority", None))
        self.la_name_hint.setText(QCoreApplication.translate("NewInspection", u"As it is to be printed.", None))
        self.fieldwork_start_label.setText(QCoreApplication.translate("NewInspection", u"&First day of fieldwork", None))
        self.event_label.setText(QCoreApplication.translate("NewInspection", u"&Event type", None))
        self.edition.setText(QCoreApplication.translate("NewInspection", u"Give the first day of fieldwork: the framework in force on that day follows from it.", None))
        self.scope_text_label.setText(QCoreApplication.translate("NewInspection", u"&Scope, as the letter states it", None))
        self.topics_label.setText(QCoreApplication.translate("NewInspection", u"&Topics in scope", None))
        self.visit_number_label.setText(QCoreApplication.translate("NewInspection", u"&Number of this visit", None))
        self.la_head.setText(QCoreApplication.translate("NewInspection", u"About the local authority", None))
        self.la_words.setText(QCoreApplication.translate("NewInspection", u"May be left empty and filled in later.", None))
        self.dcs_name_label.setText(QCoreApplication.translate("NewInspection", u"&Director of children\u2019s services", None))
        self.dcs_title_label.setText(QCoreApplication.translate("NewInspection", u"Their title", None))
        self.chief_executive_name_label.setText(QCoreApplication.translate("NewInspection", u"&Chief executive", None))
        self.chief_executive_title_label.setText(QCoreApplication.translate("NewInspection", u"Their title", None))
        self.address_label.setText(QCoreApplication.translate("NewInspection", u"&Address for the letter", None))
        self.front_door_name_label.setText(QCoreApplication.translate("NewInspection", u"What the front door is called", None))
        self.delivered_by_label.setText(QCoreApplication.translate("NewInspection", u"Services delivered by", None))
        self.delivered_by_hint.setText(QCoreApplication.translate("NewInspection", u"Where it is not the LA itself, such as a trust.", None))
        self.term_care_leavers_label.setText(QCoreApplication.translate("NewInspection", u"Their word for care leavers", None))
        self.term_unaccompanied_label.setText(QCoreApplication.translate("NewInspection", u"Their words for unaccompanied children", None))
        self.previous_head.setText(QCoreApplication.translate("NewInspection", u"The last graded inspection", None))
        self.previous_words.setText(QCoreApplication.translate("NewInspection", u"Points to improve become lines of enquiry.", None))
        self.previous_event_label.setText(QCoreApplication.translate("NewInspection", u"What it was", None))
        self.previous_event_hint.setText(QCoreApplication.translate("NewInspection", u"Such as standard inspection.", None))
        self.previous_start_label.setText(QCoreApplication.translate("NewInspection", u"First day", None))
        self.previous_published_label.setText(QCoreApplication.translate("NewInspection", u"Published", None))
        self.overall_label.setText(QCoreApplication.translate("NewInspection", u"&Overall grade", None))
        self.bullets_label.setText(QCoreApplication.translate("NewInspection", u"What needed to &improve", None))
        self.bullets_hint.setText(QCoreApplication.translate("NewInspection", u"One point a line.", None))
        self.leave.setText(QCoreApplication.translate("NewInspection", u"Cancel", None))
        self.begin.setText(QCoreApplication.translate("NewInspection", u"Begin the inspection", None))
        pass
    # retranslateUi

