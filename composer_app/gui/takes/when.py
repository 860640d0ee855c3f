"""When a take was made, as a person says it."""

from datetime import date, datetime, timedelta

from PySide6.QtCore import QCoreApplication, QDate, QLocale


def day(made: date, today: date) -> str:
    """A day: "Today", "Yesterday", "3 Nov", "3 Nov 2025"."""
    if made == today:
        return QCoreApplication.translate("When", "Today")
    if made == today - timedelta(days=1):
        return QCoreApplication.translate("When", "Yesterday")
    form = "d MMM" if made.year == today.year else "d MMM yyyy"
    return QLocale().toString(QDate(made.year, made.month, made.day), form)


def when(made: datetime, today: date) -> str:
    """A day and a time, in the local time zone: "Yesterday 09:14"."""
    local = made.astimezone()
    return f"{day(local.date(), today)} {local:%H:%M}"
