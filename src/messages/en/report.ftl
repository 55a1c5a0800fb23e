# The words of a report: what was aired in a period.
report-title = Report
report-subject-campaign = { $campaign } on { $network }, { $period }
report-subject-all = What { $network } aired { $period }
report-period = from { $first } to { $last }
report-period-day = on { $day }
# The paragraph that goes as it stands into the office's own report.
report-aired = { $period }, { $network } aired { $texts } in { $airings } ({ $first } first, { $repeats } repeated), { $minutes } minutes in all{ $about }.
report-aired-nothing = { $period }, no text is confirmed as aired by { $network }{ $about }.
report-about = , for { $campaign }
report-about-document = , for { $campaign } as ordered by { $document }
report-texts = { $count ->
        [one] { $shown } text
       *[other] { $shown } texts
    }
report-airings = { $count ->
        [one] { $shown } airing
       *[other] { $shown } airings
    }
report-airings-of = { $count ->
       *[other] { $shown }
    }
report-by-topic = By topic: { $topics }.
report-one-topic = { $topic }) { $texts }, { $airings }
report-never = Topics never aired: { $topics }.
report-occurrences = Programmes planned: { $planned }; of these { $outcomes }.
report-outcome = { $count } { $outcome }
report-outcome-aired = { $count } aired as planned
report-unconfirmed = { $count } planned, not confirmed, and not counted as aired.
report-other-channels = On other channels: { $channels }.
report-other-channel = { $name } { $count }
# Sections and tables.
report-section-topics = By topic
report-section-weeks = Airings by topic and week
report-section-units = By unit
report-section-failures = Missed, cut, late, pre-empted programmes
report-section-never = Topics never aired
report-section-targets = Targets
report-section-outside = Aired outside the plan
report-section-channels = Other channels
report-section-late = Units that sent no log
report-section-texts = Texts of all units
report-topic = Topic
report-content = About
report-supplier = Supplier
report-text-count = Texts
report-first = First
report-repeats = Repeats
report-airing-count = Airings
report-minutes = Minutes
report-total = Total
report-all-texts = All texts
report-counted-once = The total counts once a text of several topics, and one that several units aired.
report-week-of = Week of { $monday }
report-unit = Unit
report-planned = Planned
report-as-planned = As planned
report-partly = Late, cut, pre-empted
report-missed = Missed
report-not-confirmed = Not confirmed
report-unit-notes = { $name } ({ $notes })
report-unit-replaces = in place of { $names }
report-unit-days = { $period }
report-no-log = no log sent
report-when = When
report-what = Programme
report-became = Outcome
report-lost = Lost, minutes
report-cause = Cause
report-no-cause = no cause given
report-nothing-failed = None of those that are confirmed.
report-never-at = { $unit }: { $topics }
report-never-anywhere = No unit aired: { $topics }.
report-targets-met = { $met } of { $all } targets were met by the units that sent a log.
report-unmet = Not met: reached/wanted
report-met = Times met
report-unmet-topics = Topics not met: in how many periods
report-unmet-airings = { $reached }/{ $wanted } airings ({ $days })
report-unmet-minutes = { $reached }/{ $wanted } minutes ({ $days })
report-all-topics = all topics
report-told = What
report-by = Told by
report-without-words = not told
report-channel = Channel
report-count = Count
report-of-units = By unit
report-due-left = Due { $due }, days left: { $days }.
report-due-today = Due { $due }, which is today.
report-due-past = Due { $due }, days past: { $days }.
report-all-sent = Every unit sent its log.
report-late-counts = What these units had planned is not confirmed, and not counted as aired.
report-made = Made at { $time } on { $date }.
report-closing = This is the report of { $issuer } { $period }./.
report-receivers = Sent to:
report-kept = - Files.
report-sign-here = (office, signature, name)
# The sheets of the workbook.
report-sheet-topics = Summary
report-sheet-units = By unit
report-sheet-texts = Texts
report-sheet-failures = Not as planned
report-has-log = Log sent
report-yes = yes
report-no = no
report-airings-of-topic = Airings of topic { $topic }
report-title-of-text = Title
report-approver = Approved by
report-file = File
report-column-day = Day
report-hour = Time
report-occurrence = Occurrence
report-from-day = From
report-to-day = To
report-counted-in = Counted in
report-wanted = Wanted
report-reached = Reached

about-report = Report what was aired in a month, by unit and topic
usage-of-report = loa report [--month MONTH] [OPTIONS]
after-report = Without a month, the last period that is over is reported. The figures come from the as-run logs (loa log): what nobody confirmed does not count as aired. What was done on other channels (posts, meetings, posters) is counted by hand in logs/kenh-khac.csv, with the columns date; station; channel; count. Example: loa report --month 2025-03 --format docx
value-month = MONTH
help-month = the month that has the last day of the period, such as 2025-03
value-campaign = CAMPAIGN
help-campaign = which campaign; need not be named when there is only one
value-format-report = FORM
help-format-report = form: text, html, docx, xlsx, csv or json
value-report-file = FILE
help-report-file = write to this file; html, docx, xlsx without it go to out/bao-cao
report-cited-date = { $document } of { $date }
report-cited-issuer = { $document } by { $issuer }
report-no-campaign = there is no campaign “{ $name }”; there are: { $known }
report-bad-month = the month “{ $value }” is not understood; write it like 2025-03
report-bad-channels = { $path }: lines { $rows } cannot be read (the columns date, station, channel are needed; count is a number), so they do not count
report-no-file = the report cannot be written to { $path }: that is no file's name
report-no-workbook = no workbook can be written: { $error }
report-written = The report is in { $path }
