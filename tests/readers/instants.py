"""Reads an iCalendar file from the standard input by the reader that the first argument names, and prints the instants of
every entry in UTC: uid, start, end, status, one entry a line. Clocks are those of the file's own VTIMEZONE."""
import datetime
import sys

TEXT = sys.stdin.buffer.read().decode("utf-8")
UTC = datetime.timezone.utc


def with_icalendar():
    import icalendar

    calendar = icalendar.Calendar.from_ical(TEXT)
    zones = {str(zone["TZID"]): zone.to_tz() for zone in calendar.walk("VTIMEZONE")}

    def instant(value):
        name = value.params.get("TZID")
        return zones[name].localize(value.dt.replace(tzinfo=None), is_dst=None) if name else value.dt

    for entry in calendar.walk("VEVENT"):
        yield entry["UID"], instant(entry["DTSTART"]), instant(entry["DTEND"]), entry["STATUS"]


def with_vobject():
    import vobject

    calendar = vobject.readOne(TEXT)
    for entry in calendar.contents.get("vevent", []):
        yield entry.uid.value, entry.dtstart.value, entry.dtend.value, entry.status.value


for uid, start, end, status in {"icalendar": with_icalendar, "vobject": with_vobject}[sys.argv[1]]():
    print(uid, *(at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") for at in (start, end)), status, sep="\t")
