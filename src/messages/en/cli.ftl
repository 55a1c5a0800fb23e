# The words of the commands.
severity-error = error
severity-warning = warning
label-hint = hint
finding-days = (and { $count ->
    [one] another day
   *[other] { $count } other days
}: { $names })
finding-stations = (and { $count ->
    [one] another station
   *[other] { $count } other stations
}: { $names })
day-lunar = { $solar } (lunar calendar: { $lunar })
help-also = { $about } (or: loa { $alias })
tally-errors = { $count ->
    [one] 1 error
   *[other] { $count } errors
}
tally-warnings = { $count ->
    [one] 1 warning
   *[other] { $count } warnings
}

help-usage = Usage:
help-commands = Commands
help-arguments = Arguments
help-options = Options
help-help = show this help
help-version = show the version
help-lang = language: vi or en
help-project = the project's folder; else it is looked for from here upwards
help-week = one week, as 2025-W11
help-date = one day, as 10/3/2025
help-from = from this day
help-to = to this day, included
help-station = only this station; may be given several times
help-brought = a text, .docx or .txt, or a recording
help-date-of-text = the day it is for, for example 10/3/2025
help-section = the section of the text, as the schedule calls it
help-topic = the letter of its topic; several times for several topics
help-supplier = who sent it in
help-priority = normal, priority or emergency
help-station-of-text = for this station only; several times for several stations
help-title = the title, when the first line of the text is none
help-encoding = with which letters the file is written: unicode, tcvn3 (ABC) or vni
help-numbered-item = which text a recording speaks: the number or code on the script, for example 03-K7MA
help-format = what to print: text or json
help-output = write html, csv or ics to this file instead of printing it
help-diff = what is different from what was built last
help-amend = freeze anew; with --date or --item only that day or that item
help-item = one item, e.g. 2025-03-10/huyen/chieu
help-format-plan = what to print: text, grid (week grid), html (page to print), csv (spreadsheet), ics (calendar) or json
help-format-calendar = how to print: text, tsv or json
help-folder = the new folder; else this one
help-template = a script template, as scripts/mo-dau.tera
help-name = one template, to see it in detail
help-at = air time, as 2025-03-10T17:00
help-watch = show it again whenever a file is saved; Ctrl-C ends it
help-recurrence = a recurrence: five cron fields, as '0 17 * * 1-5', or as in a schedule file: 'Daily("17h00")'
help-text = what is to be said; without it, each line of the standard input is one text
help-sound = a sound file
help-clip = a name within the folder clips, or a whole folder of it like ca-nhac/*
help-undo = cut nothing any more
help-days = remove what is no longer used and was made more than so many days ago (30 unless told)
help-picture = write the picture to this .svg file instead of printing it
help-from-instant = counted from when, as 2025-03-10T00:00
help-count = how many (5 unless told)
help-as = say it as: text (unless told), number, decimal, ordinal, year, fraction, date, lunar, time, phone or money
help-time = with the number of syllables and the reading time
help-zone = time zone, as Asia/Ho_Chi_Minh
value-lang = LANGUAGE
value-project = FOLDER
value-template = TEMPLATE
value-recurrence = RECURRENCE
value-text = TEXT
value-week = WEEK
value-date = DATE
value-from = DATE
value-to = DATE
value-station = STATION
value-brought = FILE
value-date-of-text = DATE
value-section = SECTION
value-topic = LETTER
value-supplier = NAME
value-priority = PRIORITY
value-station-of-text = STATION
value-title = TITLE
value-encoding = LETTERS
value-numbered-item = NUMBER
value-format = FORMAT
value-format-plan = FORMAT
value-output = FILE
value-picture = FILE.svg
value-format-calendar = FORMAT
value-at = TIME
value-item = ITEM
value-from-instant = TIME
value-count = NUMBER
value-as = FORM
value-days = DAYS
value-clip = CLIP
value-zone = ZONE

about-loa = loa: schedules, scripts and programmes for loudspeaker radio
about-init = Make a small working project in an empty folder
about-check = Report everything that is wrong in the files, all at once
about-plan = Print the dated rundown
about-build = Make rundowns, scripts, sound files and playlists for every station
about-freeze = Freeze a week: the bulletins and fillers chosen stay as they are
about-receive = Take texts (.docx, .txt) and recordings to where they belong
about-preview = See how a script template reads aloud
about-scripts = List the script templates: whose they are, which programmes use them, what can be written anew
about-calendar = Show solar and lunar dates, holidays and days off
about-clip = Measure and look at sound files
about-clip-probe = Measure sound files: loudness, peak, silence, what is wrong
about-clip-list = List every file of the folder clips with its length, loudness and what is worth a look
about-clip-wave = Draw the wave of a sound file
about-clip-trim = Accept that silence is cut off the ends of clips; the files stay as they are
about-clip-gc = Keep the sound cache small: remove what the project no longer uses
about-when = Tell when a recurrence will air
about-say = Say numbers, dates, times and abbreviations in words
usage-of-loa = loa [COMMAND] [OPTIONS]
usage-of-init = loa init [FOLDER]
usage-of-check = loa check [OPTIONS]
usage-of-plan = loa plan [OPTIONS]
usage-of-build = loa build [OPTIONS]
usage-of-freeze = loa freeze [OPTIONS]
usage-of-receive = loa receive FILE… [OPTIONS]
usage-of-preview = loa preview TEMPLATE [OPTIONS]
usage-of-scripts = loa scripts [TEMPLATE] [OPTIONS]
usage-of-calendar = loa calendar [OPTIONS]
usage-of-clip = loa clip COMMAND [OPTIONS]
usage-of-clip-probe = loa clip probe FILE… [OPTIONS]
usage-of-clip-list = loa clip list [OPTIONS]
usage-of-clip-wave = loa clip wave FILE [OPTIONS]
usage-of-clip-trim = loa clip trim CLIP… [OPTIONS]
usage-of-clip-gc = loa clip gc [OPTIONS]
usage-of-when = loa when RECURRENCE [OPTIONS]
usage-of-say = loa say [TEXT…] [OPTIONS]
after-loa = Without a command, loa shows today's work; loa help COMMAND explains a command. Without a date, commands are about this week and next.
after-init = Then type: loa check, and loa build.
after-check = An error has to be mended before that part can be made; a warning is worth a look.
after-plan = Example: loa plan --date 10/3/2025 --station la-hai
after-build = Example: loa build --week 2025-W11. Only what changed is made again.
after-freeze = Without a week, next week is frozen. Example: loa freeze --week 2025-W11, and when need be: loa freeze --amend --date 12/3/2025
after-receive = What is missing is asked for. Example: loa receive notice.docx --date 10/3/2025 --section "thông báo"; loa receive *.m4a --date 10/3/2025
after-preview = Example: loa preview scripts/mo-dau.tera --station huyen --at 2025-03-10T17:00
after-scripts = Example: loa scripts mo-dau. A shipped template is replaced by a file of its name in the folder scripts.
after-calendar = Example: loa calendar --from 29/1/2025 --to 3/2/2025. Without a date: seven days from today.
after-clip = Example: loa clip probe clips/nhac-hieu.flac. loa help clip COMMAND explains a command.
after-clip-probe = A file is measured as it is, before any conversion. When one cannot be used, the exit code is 1. Example: loa clip probe recorded.mp3 --format json
after-clip-list = A file that has not changed is not measured again.
after-clip-wave = A browser shows the picture. Example: loa clip wave clips/nhac-hieu.flac --output nhac-hieu.svg
after-clip-trim = loa clip list tells how much could be cut. Example: loa clip trim "ca-nhac/*"; to take it back: loa clip trim nhac-hieu --undo
after-clip-gc = The files in clips and recordings are never touched. Example: loa clip gc --days 7
after-when = Example: loa when '0 17 * * 1-5' --from 2025-03-10 --count 3
after-say = Example: loa say 'Ngày 11/3, từ 7h30 đến 11h00'; loa say --as date 2/9. Inside a project, scripts/lexicon.ron adds the station's own words.

usage-unknown-argument = there is no option “{ $argument }”
usage-unknown-command = there is no command “{ $argument }”
usage-bad-value = “{ $value }” cannot be used for { $argument }
usage-no-value = { $argument } needs a value
usage-missing = { $argument } is missing
usage-missing-command = a command is missing after “{ $argument }”
usage-conflict = { $argument } and { $other } cannot be used together
usage-other = this command was not understood
usage-possible = possible: { $name }
usage-see-help = add --help to see how it is used
usage-now = the value of --now has the form 2025-03-10T16:55:00+07:00
usage-no-folder = the folder you were in is gone; go to another one
usage-too-many-days = at most { $most } days can be worked out at once
usage-unknown-station = there is no station “{ $name }”
usage-unknown-station-near = there is no station “{ $name }”; did you mean “{ $near }”?
usage-several-stations = “{ $name }” could be several stations: { $fitting }; write the whole name
usage-bad-week = “{ $value }” is not a week; write it as 2025-W11
usage-bad-date = “{ $value }” is not a date; write it as 10/3/2025 or 2025-03-10
usage-bad-instant = “{ $value }” is not an air time; write it as 2025-03-10T17:00
usage-to-before-from = the day of --to comes before that of --from
usage-output = --output goes with --format { $forms } only
usage-picture = a picture can only be written to an .svg file; any browser shows it
usage-zone = there is no time zone “{ $name }”; did you mean “{ $near }”?

fault-output = nothing could be printed: { $error }
fault-not-a-project = neither { $path } nor any folder above it has a folder “schedules”; go to your project, or type loa init to make a new one
fault-read = cannot read { $path }: { $error }
fault-write = cannot write { $path }: { $error }
fault-locked = another loa is writing into this project ({ $path }); wait until it is done, then try again
reason-permission = no permission; ask whoever looks after this computer
reason-full = the disk is full; delete what is not needed, then try again
reason-read-only = the disk is read-only
reason-not-found = there is no such file
reason-not-a-folder = it is not a folder
reason-too-large = the file is too large

progress-clips = converting sound files
progress-wavs = making programmes
progress-copies = making small copies
progress-packed = packing pieces
progress-texts = saying texts

item-carry = “{ $slot }” carried from { $station }
item-repeat = Repeat of “{ $slot }”, { $date }
item-relay = Relay of { $source }
plan-written = Wrote { $path }.
plan-nothing = nothing airs
plan-displaced = Not on air:
plan-cancelled = cancelled, { $reason }
plan-displaced-by = its time goes to { $id }
plan-waiting = waits for what runs before it, wanted { $wanted }
plan-silence = { $silence } of silence
plan-moved = moved from { $wanted }
plan-shortened = shortened from { $wanted }
plan-changed = changed: { $reason }
plan-stations = { $count } stations
plan-substitute = when the signal is missing: { $files }
plan-no-substitute = when the signal is missing: nothing to play
plan-no-sound = its sound could not be made yet
plan-live = read live: { $reads }
calendar-not-aired = Not on air: { $title }
calendar-description = Slot “{ $slot }”, { $length }
play-programme = Own programme
play-carry = Carried
play-repeat = Repeat
play-relay = Relay
diff-added = “{ $title }” is new
diff-back = “{ $title }” airs again
diff-gone = “{ $title }” is gone
diff-replaced = “{ $old }” is replaced by “{ $new }”
diff-moved = “{ $title }” moves from { $from } to { $to }
diff-length = “{ $title }” lasts { $to }, no longer { $from }
diff-words = in “{ $item }”: the text of “{ $title }” was edited
diff-element-replaced = in “{ $item }”: “{ $old }” is replaced by “{ $new }”
diff-element-gone = in “{ $item }”: “{ $title }” is gone
diff-element-added = in “{ $item }”: “{ $title }” is new
diff-fillers = in “{ $item }”: other music fills the time
diff-substitute = “{ $title }”: something else plays when the signal is missing
diff-not-built = not built
diff-none = Nothing is different from what was built.
diff-nothing-built = Nothing was built for these days yet, so there is nothing to compare with. Build: loa build
weekday-1 = Mon
weekday-2 = Tue
weekday-3 = Wed
weekday-4 = Thu
weekday-5 = Fri
weekday-6 = Sat
weekday-7 = Sun
page-title = Broadcast plan
page-week = Week { $week }, { $first } to { $last }
page-lunar = lunar { $date }
page-made-by = Made by
page-approved-by = Approved by

check-clean = Nothing is wrong: { $stations }, { $first } to { $last }.
check-found = { $tally }: { $stations }, { $first } to { $last }.
check-spoken = Everything that is read can be said as it is written: { $count ->
    [one] 1 text
   *[other] { $count } texts
}.

build-done = Built { $stations } stations in { $folders }: { $wavs } sound files ({ $made } new), { $files } files written, { $megabytes } MB.
build-done-found = Built, with { $tally } left: { $stations } stations in { $folders }, { $wavs } sound files ({ $made } new), { $files } files written, { $megabytes } MB.
build-nothing-new = Nothing new for { $stations } stations in { $folders }: { $wavs } sound files are right as they are, nothing written.
nobody-on-air = no station is on air on these days
stations-on-air = { $count ->
    [one] 1 station
   *[other] { $count } stations
}
build-none = Nothing could be built in { $folders }.
build-held = What there was is kept for { $stations }: their schedule has errors that have to be mended first.
build-limited = Peaks were limited in { $count } { $count ->
    [one] recording
   *[other] recordings
}, so that the words are loud enough; the most is { $most } dB, in “{ $path }”.
build-too-quiet = Peaks keep { $count } { $count ->
    [one] file
   *[other] files
} below the house loudness; the quietest by { $most } LU, “{ $path }”. See `loa clip list`.
build-found = { $tally }: see above, or type loa check.
build-unchanged = Nothing has changed since the last build ({ $weeks }), nothing written.
build-clipped = { $path }: { $samples } samples were held at full scale, as two sounds together were too loud; shorten `crossfade` or lower `under`
build-unchanged-warnings = Nothing has changed since the last build ({ $weeks }), nothing written. It had { $count } warnings: type loa check to see them.

freeze-done = Week { $week } is frozen: { $count } items recorded in { $path }.
freeze-damaged = Sound in the cache was damaged and is made again: { $paths }. Type loa build: every programme is made again.
freeze-errors = Week { $week } is not frozen: there are errors to be mended first, see above.
freeze-already = week { $week } is frozen already; to freeze it anew add --amend, with --date or --item for one day or one item
freeze-not-yet = week { $week } is not frozen yet, so there is nothing to amend; freeze the whole week first: loa freeze --week { $week }
freeze-no-item = week { $week } has no item “{ $item }” to freeze; loa plan --format json shows the ids of items

preview-head = { $station }, { $date }, { $times }: { $programme }
preview-length = { $syllables } spoken syllables, about { $length } to read, pauses included.
preview-watching = Waiting for a file to be saved. Ctrl-C ends this.
preview-unknown = there is no template “{ $name }” in the folder scripts
preview-unknown-near = there is no template “{ $name }”; did you mean “{ $near }”?
preview-several = “{ $name }” could be several templates: { $fitting }
preview-nothing-airs = no programme airs within two weeks from { $at } to show the template in; choose another --station or --at

scripts-own = the project's
scripts-shipped = shipped
scripts-overrides = the project's, in place of the shipped one
scripts-original = shipped original
scripts-within = within { $names }
scripts-unused = not used yet
scripts-more = One template in detail, with the blocks that can be written anew and the names it may use: loa scripts TEMPLATE
scripts-used-by = Programmes that use it: { $names }
scripts-brought-in-by = Within: { $names }
scripts-extends = Stands on: { $names }
scripts-brings-in = Brings in: { $names }
scripts-blocks = Blocks that can be written anew: { $names }
scripts-how-to-override =
    To write a block anew, make a file in scripts with two lines:
    {"    "}{ "{%" } extends "{ $name }" { "%}" }
    {"    "}{ "{%" } block { $block } { "%}" }…{ "{%" } endblock { "%}" }
scripts-variables = Names it may use (* marks those it uses):
scripts-optional = (at times left out: ask with is defined)
variable-network-id = the network's id
variable-network-name = the network's name
variable-station-id = the station's id
variable-station-name = the station's full name, as it is announced
variable-station-upstream = the name of the station above
variable-programme-id = the programme's id
variable-programme-title = the programme's title
variable-programme-sections = the day's sections in order; may be none
variable-slot-id = the slot's id
variable-slot-start = when it begins: 17:00
variable-slot-length-minutes = its length in minutes
variable-date-iso = the day it airs: 2025-03-10
variable-date-day = day of the month, a number
variable-date-month = month, a number
variable-date-year = year, a number
variable-date-weekday = day of the week: Thứ Hai
variable-date-written = the date in words: ngày 10 tháng 3 năm 2025
variable-date-lunar = the lunar date
variable-date-lunar-day = lunar day, a number
variable-date-lunar-month = lunar month, a number
variable-date-lunar-leap = whether it is a leap month
variable-date-lunar-year-name = name of the year: Ất Tỵ
variable-date-lunar-written = the lunar date in words
variable-time-hour = hour on air, a number
variable-time-minute = minute, a number
variable-time-written = the time in words: 17 giờ
variable-time-part-of-day = part of the day: sáng, trưa, chiều, tối
variable-bulletins = the programme's bulletins in the order they are read; go through them with for
variable-bulletins-title = a bulletin's title
variable-bulletins-section = its section
variable-bulletins-date = the day it is dated; with the fields of date
variable-bulletins-topics = the letters of its topics
variable-bulletins-supplier = who supplied it
variable-bulletins-text = its whole text
variable-bulletins-paragraphs = its paragraphs
variable-topic = the column's topic
variable-topic-id = the topic's letter
variable-topic-title = its title
variable-topic-supplier = who supplies its texts
variable-next = what follows
variable-next-title = its title
variable-next-time = when it begins; with the fields of time
variable-next-relayed-from = whose programme is relayed

when-no-more = it does not come again after that
say-line = line { $number }
say-more = and { $count } other places stay as they are written
say-time = { $syllables } syllables, { $length }

init-not-empty = { $path } is not empty; choose an empty folder
init-done = Made a project in { $path } ({ $files } files). Next: go there, type loa check, then loa build.

today-errors = { $tally }. See and mend: loa check
today-warnings = { $tally }. See: loa check
today-nothing-missing = No recording is missing today.
today-voiced = { $count } reads of today without a recording are said by the voice; a recording with its number takes its place.
today-voice-awaited = The voice has not said { $count } reads of today yet. To have them said: loa build --date { $date }
today-no-numbers = { $count } reads of today have neither a recording nor a number yet. To number them and print the scripts: loa build --date { $date }
today-missing = { $count } reads of today have no recording (they will be read live). Record them into { $folder }, file names beginning with the number:
today-more-missing = … and { $count } more: see the script sheets in out
today-built = Today is built.
today-not-built = { $count } stations are not built for today. Build: loa build --date { $date }
today-nothing-next = Nothing more airs today.
today-next = On air and next:
today-on-air = ← on air

## Days
calendar-day = day { $name }
calendar-year = year { $name }
calendar-off = day off
weekday-monday = Monday
weekday-tuesday = Tuesday
weekday-wednesday = Wednesday
weekday-thursday = Thursday
weekday-friday = Friday
weekday-saturday = Saturday
weekday-sunday = Sunday

## Sound files
clip-head-file = File
clip-head-format = Format
clip-head-length = Length
clip-head-loudness = Loudness (LUFS)
clip-head-range = Range (LU)
clip-head-peak = Peak (dBTP)
clip-head-problems = Worth a look
clip-format = { $format } { $kilohertz } kHz, { $channels } ch
clip-cut-off = breaks off, aired as far as it goes: { $heard }
clip-refused = cannot be used: { $why }
clip-no-problem = Nothing is wrong.
clip-reading = Length { $length } · loudness { $loudness } LUFS · range { $range } LU · peak { $peak } dBTP
clip-gc-done = Removed { $removed } files from the cache, { $freed } MB; { $kept } files, { $size } MB are left.
clip-gc-nothing = Nothing to remove: the cache has { $kept } files, { $size } MB, all of them in use or less than { $days } days old.
clip-near-silence = hardly any sound
clip-clipping = clipped in { $places } places (recorded too loud)
clip-offset = the wave lies { $percent } % off centre (DC offset)
clip-silent-head = { $seconds } s of silence at its start
clip-silent-tail = { $seconds } s of silence at its end
clip-silent-head-cut = { $seconds } s of silence at its start: { $cut } s could be cut
clip-silent-tail-cut = { $seconds } s of silence at its end: { $cut } s could be cut
clip-trimmed = accepted for cutting: { $ends }
clip-trim-head = { $seconds } s at the start
clip-trim-tail = { $seconds } s at the end
clip-trim-nothing = there is no silence worth cutting
clip-trim-undone = nothing is cut any more
clip-trim-none = nothing was cut before
clip-trim-unknown = no sound file is called “{ $name }” in the folder clips
clip-trim-perhaps = it is not clear which file of the folder clips “{ $name }” is; is it { $perhaps }?
clip-cancels = left and right cancel each other: in mono hardly anything is left
clip-too-quiet = stays { $short } LU below the house loudness: single peaks hold it back
clip-too-short = too short for its loudness to be measured

## Receiving texts
receive-refused-doc = "{ $file }" is an old Word file (.doc), or has a password; open it in Word, choose Save As, type "Word Document (*.docx)", without a password, and receive the new file
receive-refused-pdf = "{ $file }" is a PDF; ask the sender for the Word file, or open the PDF in Word, save it as .docx and check the letters
receive-refused-odt = "{ $file }" is a LibreOffice file; open it, choose Save As, type "Word (.docx)", and receive the new file
receive-refused-rtf = "{ $file }" is an RTF file; open it in Word or LibreOffice, save it as .docx, and receive the new file
receive-refused-html = "{ $file }" is a web page; copy its words into Word, save them as .docx or .txt, and receive the new file
receive-refused-picture = "{ $file }" is a picture; letters in pictures are not read: ask the sender for the Word file, or type it
receive-refused-other = "{ $file }" is no text; only .docx and .txt are received
receive-refused-bulletin = "{ $file }" is a bulletin with its head; just copy it into the folder of its day in bulletins
receive-refused-damaged = "{ $file }" is damaged, or was not downloaded to its end; try to open it in Word and save it again as .docx, or ask the sender for it again
receive-refused-too-large = "{ $file }" is too large; no text to be read has that size: take the pictures out, or part it
receive-refused-empty = "{ $file }" has no words to read
receive-old-fonts = "{ $file }" is written in fonts for { $letters }, now Unicode: { $sample }
receive-letters = "{ $file }" seems to be written in { $letters }.
    In the file: { $before }
    Converted: { $sample }
receive-letters-right = Is the converted text right? (y: yes, n: no)
receive-letters-needed = "{ $file }" seems to be written in { $letters }; converted it says: { $sample }; if that is right, add --encoding { $option }; if not, --encoding unicode
receive-letters-as-they-are = "{ $file }" was not received; to keep its letters as they are, add --encoding unicode
receive-unknown-letters = nobody knows in which letters "{ $file }" is written; try --encoding tcvn3 or --encoding vni, or open it in Word and save it as .docx
receive-dropped = Of "{ $file }", { $count } lines are not read:
receive-dropped-motto = national motto
receive-dropped-issuer = issuing body
receive-dropped-number = number
receive-dropped-date = place and date
receive-dropped-rule = rule
receive-dropped-addressee = addressee
receive-dropped-recipients = recipients
receive-dropped-signature = signature
receive-dropped-mark = end mark
receive-dropped-struck = struck through
receive-notes = { $count } footnotes of "{ $file }" are left out.
receive-needs = { $option } is missing for "{ $file }"; it can be: { $choices }
receive-unknown = { $option } "{ $value }": nothing is called so; it can be: { $choices }
receive-needs-title = the first line of "{ $file }" makes no title ("{ $first }…"); add --title "…"
receive-again = Not understood. Type a number from 1 to { $count }, or a name as it stands.
receive-no-answer = there is no answer; nothing was received
receive-ask-date = On which day is "{ $file }" to be heard? (a number, or a day like 10/3/2025)
receive-ask-section = To which section does "{ $file }" belong?
receive-ask-topic = Of which topic does "{ $file }" speak?
receive-ask-title = The first line of "{ $file }" makes no title ("{ $first }…"). What is its title?
receive-ask-supplier = Who sent it in? (a number, a new name, or Enter for nobody)
receive-ask-supplier-of-topic = Who sent it in? (a number, a new name, or Enter for { $name })
receive-known = "{ $file }" was received before: { $path }. Nothing was written.
receive-stored = Written: { $path }: "{ $title }", section { $section }, { $date }; { $syllables } syllables, about { $length } to read.
receive-no-numbers = no text has a number to be recorded under yet; build first: loa build --date { $date }
receive-item-of-one = --item is for one sound file only
receive-stale = "{ $file }" is not received: the text it speaks ("{ $title }") was changed since, or is no longer aired; record the new script
receive-stale-code = "{ $file }" is not received: no text has that code any more, the text was changed since the script was printed; record the new script
receive-needs-item = nobody knows which text "{ $file }" speaks; put its number first in the name, or add --item; it can be: { $choices }
receive-ask-item = Which text does "{ $file }" speak? (Enter: leave it out)
receive-two = no recording is received for { $mark } ("{ $title }"), because there are several: { $files }; listen to them and bring one
receive-ask-which = There are several recordings for { $mark } ("{ $title }"). Which is received? (Enter: none)
receive-recorded = "{ $file }" is not received: { $mark } has the recording { $path }; listen to both, and to use the new one move the old one away first
receive-bad-sound = "{ $file }" is not received: { $why }
receive-recording = "{ $file }" is copied to { $path }: "{ $title }", { $length } long (estimate { $estimate }).
receive-off = "{ $file }" lasts { $length }, but reading "{ $title }" should take { $estimate }; listen to it: a paragraph may be missing, or it is another text

help-path = a bulletin or template, as bulletins/2025-03-10/tin.md; or a whole folder
help-by = who approves: "Name, office"
help-means = how: paper (signed, the default), phone or zalo
help-approved-at = when, as 2025-03-10T16:40; now unless told
help-all = all that waits on those days
help-sheet = print the slip: all that waits, with one signature
help-slip = write the slip to this file (.html or .txt) instead of printing it
value-path = FILE
value-by = "NAME, OFFICE"
value-means = MEANS
value-approved-at = WHEN
value-slip = FILE
about-approve = Record who approved which text; tell what waits
usage-of-approve = loa approve [FILE…] [OPTIONS]
after-approve =
    A text that is edited after its approval has to be approved again: loa shows just the words that changed. What was approved by
    telephone or Zalo may air, and stays listed until it is signed.

    Examples:
      loa approve                                        what waits
      loa approve --sheet --output slip.html             print the slip for this week and next
      loa approve --all --by "Nguyễn Văn An, Phó Trưởng Đài"
      loa approve bulletins/2025-03-10/tin.md --by "Nguyễn Văn An" --means phone
approve-what = name the files that are approved, or --all for all that waits
approve-by = say who approves, as "Nguyễn Văn An, Phó Trưởng Đài"
approve-unknown = “{ $path }” is no bulletin or template of the project
approve-already = “{ $title }” was approved before [{ $path }].
approve-nothing = There is nothing more to approve.
approve-done = Recorded: { $name } approved { $count } texts ({ $means }).
approve-done-unconfirmed = Recorded: { $name } approved { $count } texts ({ $means }). Once they are signed, record them again with --means paper.
approve-slip = The slip with { $count } texts is in { $path }.
approve-none-waits = Nothing waits for approval.
approve-waits = { $count } texts wait. Print the slip: loa approve --sheet. Record: loa approve --all --by "Name, office".
means-paper = signed
means-phone = by telephone
means-zalo = by Zalo
slip-title = Approval slip
slip-days = From { $first } to { $last }
slip-how = { $count } texts. Tick ☑ each that may air; one signature at the end for all that are ticked.
slip-changed = Words changed since the last approval
slip-length = about { $length } to read
slip-waiting = waits
slip-unconfirmed = { $name } approved it { $means } on { $date }; to be signed
check-waiting = Waiting for approval: { $count } texts ({ $titles }). See: loa approve
check-unconfirmed = To be signed: { $count } texts ({ $titles }).

help-on-air-at = the time of the programme that reads it, as 17h00
help-on-air-means = how it was approved: phone (the default), zalo or paper
help-on-air-date = the day; today unless told
help-on-air-station = which station, when several have a programme of their own at that time
help-on-air-section = the section that takes it; that of notices unless told
help-twice = read it twice
value-on-air-at = TIME
value-on-air-means = MEANS
value-on-air-date = DATE
value-on-air-station = STATION
value-on-air-section = SECTION
about-notice = Put an urgent notice into a programme that is about to air
usage-of-notice = loa notice FILE --at TIME --approved-by "NAME, OFFICE" [OPTIONS]
after-notice =
    One command does it all: takes the text in, looks whether it fits, tells what makes room for it, records who approved it, makes just
    that programme and its sheet anew. When it does not fit, nothing is changed.

    Example:
      loa notice "mat nuoc.docx" --at 17h00 --approved-by "Nguyễn Văn An, Phó Trưởng Đài"
notice-bad-time = “{ $value }” is no time of day; write it like 17h00
notice-no-programme = at { $time } on { $date } no programme has a section “{ $section }”; see loa plan, or tell --section or --station
notice-several = at { $time } on { $date } several stations have a programme with a section “{ $section }”; tell --station: { $stations }
notice-no-room = The notice “{ $title }” does not fit that programme.
notice-taken-back = Nothing was changed: { $path } was taken away again.
notice-goes = “{ $title }”: section { $section } at { $time } on { $date }, { $station }, about { $length } to read.
notice-displaces = makes room, is not read: “{ $title }”
notice-drops = makes room, is not heard: { $title }
notice-less-music = { $length } less music
notice-sheet = The sheet, edition { $edition } in place of { $earlier }: { $path }
    { $programme }, { $times }; { $made } sound files made anew.
notice-live = To be read live at { $time }; or record it as { $number }… in recordings/{ $date }.
block-left = { $name }: { $said } of words in { $planned }, { $margin } left for music
block-over = { $name }: { $said } of words in { $planned }, { $margin } too long
check-margins = Words against the time of their block: { $count } blocks are at times less than half full, or too full.
slip-example = a template, here as it is first heard; station, day and programme change
notice-too-late = Too late: the notice’s place in the programme is { $time }. Choose a later programme with --at.
notice-stays = The notice is in its programme, but not everything could be made. Mend what is told below, then: loa build --date { $date }
notice-same-title = another text of the same title is still read: “{ $title }” [bulletins/{ $id }.md]; if this one replaces it, delete that file, then loa build
help-notice = the text of the notice, .docx or .txt
