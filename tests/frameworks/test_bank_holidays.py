from __future__ import annotations

import subprocess
import sys
from datetime import date

from ilacs_desktop.frameworks.bank_holidays import bank_holidays, bank_holidays_near


def test_working_days_lost_in_2026():
    assert {day for day in bank_holidays([2026]) if day.weekday() < 5} == {
        date(2026, 1, 1),
        date(2026, 4, 3),
        date(2026, 4, 6),
        date(2026, 5, 4),
        date(2026, 5, 25),
        date(2026, 8, 31),
        date(2026, 12, 25),
        date(2026, 12, 28),
    }


def test_england_has_no_second_of_january_and_keeps_proclaimed_days():
    days = bank_holidays([2018, 2020, 2022, 2023])
    assert date(2018, 1, 2) not in days  # Scotland's
    assert date(2020, 5, 8) in days  # moved for the 75th anniversary of VE day
    assert date(2022, 9, 19) in days  # the late Queen's funeral
    assert date(2023, 5, 8) in days  # the coronation


def test_near_covers_the_notice_before_and_the_replies_after():
    days = bank_holidays_near(date(2026, 12, 1))
    assert {date(2025, 12, 25), date(2026, 12, 28), date(2027, 3, 26)} <= days


def test_the_library_is_not_loaded_at_import():
    code = (
        "import sys, ilacs_desktop.frameworks.bank_holidays, ilacs_desktop.frameworks.loader;"
        "sys.exit('holidays' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
