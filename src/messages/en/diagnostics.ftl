### What is to be mended in a station's files.
### Each code of src/diagnostic/code.rs has a message of its own name; hints, labels and pieces of sentences follow.

## Letters and signs of a file

not-utf8 = file “{ $path }” is not Unicode text (UTF-8), so it cannot be read
left-out = “{ $path }” is left out: { $why }
left-out-link = the link leads to nothing that can be read
left-out-circle = the folder leads back to one it stands in
left-out-name = its name is not Unicode
file-too-large = file “{ $path }” has { $megabytes } MB; a text file may have at most { $most } MB
unknown-field = there is no field `{ $found }` here; the fields are: { $known }
unknown-word = the word `{ $found }` cannot stand here; the words are: { $known }
missing-field = the field `{ $field }` is missing
duplicate-field = the field `{ $field }` is given twice
too-deep = too many brackets within brackets
end-of-file = the file ends in the middle: a bracket or a " is still open
curly-quote = a word processor's curly quotation mark cannot stand here
expected = here should be { $what }
syntax = this is not written as it should be: { $detail }
front-matter-line = this line at the head of the bulletin has no colon
front-matter-end = the head of the bulletin has no line --- to end it
version = a file with `version: { $found }` cannot be read; so far there is only `version: 1`

## Days and times

bad-date = cannot read the day “{ $found }”: { $why }
bad-time = cannot read the time “{ $found }”: { $why }
bad-length = cannot read the length “{ $found }”: { $why }
bad-cron = cannot read this `Cron`: { $why }
never-airs = this time never comes
bad-lunar = there is no lunar day or month { $found }; here it goes from 1 to { $most }
bad-number = { $found } cannot stand here, only a number from 1 to { $most }
either-or = only one of the two fields can be given: `{ $one }` or `{ $other }`
lunar-out-of-range = there is no lunar date for { $found }; the verified table goes from { $first } to { $last }
cron-out-of-range = `Cron` cannot be worked out for { $found }, only from { $first } to { $last }
unknown-holiday = the calendar file has no holiday called “{ $name }”
holiday-lapsed = the calendar file has no “{ $name }” for { $year }
idle-swap = this swap of a day off changes nothing: { $date } { $why }

## Network and stations

no-network = the folder schedules has no file that declares the network (`Network`)
second-network = there is already a file that declares the network (`Network`); a folder has only one
unknown-zone = there is no time zone called “{ $name }”; Vietnam's is written "Asia/Ho_Chi_Minh"
unknown-language = there is no language “{ $name }”; write "vi" (Vietnamese) or "en" (English)
bad-audio = this audio format cannot be used; what can be used is { $allowed }
bad-converter = this entry of `converters` cannot be used: { $why }
bad-voice = `voice` cannot be used: { $why }
bad-upstream = `upstream` cannot be used: { $why }
bad-rate = nobody reads { $found } syllables a minute: it has to be { $allowed }
duplicate-id = “{ $id }” stands twice: two places lead to the one name “{ $slug }”
empty-id = “{ $id }” has no letter or digit of which a file name could be made
station-cycle = these stations stand above each other in a circle: { $stations }
predecessor-end = station “{ $new }” is said to replace “{ $old }”, but “{ $old }” does not end the day before “{ $new }” begins
unknown-station = there is no station called “{ $name }”
unknown-announcer = no announcer in `announcers` is called “{ $name }”

## What there is to air

unknown-clip = the folder clips has no sound file called “{ $name }”
unknown-template = the folder scripts has no template called “{ $name }”
ambiguous-name = “{ $name }” can mean several names: { $fitting }
empty-pool = no sound file fits “{ $name }”
two-folders = the folders “{ $path }” and “{ $other }” are of one day
not-a-bulletin = “{ $path }” is not read: a bulletin is a text file ending in .md
bulletin-folder = this bulletin is not in a folder named by a day (like 2025-03-10), so it is not used
bulletin-key = there is no key `{ $found }` in the head of a bulletin; the keys are: { $known }
bulletin-incomplete = the head of the bulletin lacks `{ $field }`
bulletin-priority = there is no priority “{ $found }”; there are only normal, priority, emergency
unknown-original = there is no original bulletin called “{ $name }” on { $date }
bulletin-airings = the number of airings is a whole number from 1 to { $most }; here it says “{ $found }”
bulletin-until = the last day of a bulletin of { $date } lies between that day and { $furthest }; here it says { $until }
bulletin-empty = the bulletin has no words to read

## The schedule

unknown-programme = there is no programme called “{ $name }”
unknown-slot = there is no slot “{ $name }” that can be used here
not-aired-there = { $station } does not air a slot “{ $slot }”
unknown-pool = there is no pool called “{ $name }”
card-weight = a card cannot have the weight { $found }; it goes from 1 to { $most }
unknown-campaign = there is no campaign called “{ $name }”
unknown-topic = no campaign has a topic “{ $name }”
unknown-source = “{ $name }” is neither a station of the network nor in the list of relay sources (`sources`)
unknown-section = no programme airs the section “{ $name }”, so this bulletin will not go on air
length-out-of-bounds = a length has to be more than 0 and within its limit; here it comes to { $length }
blocks-too-long = “{ $slot }” lasts { $length }, but the blocks of its programme need { $needs }
pin-out-of-order = this part cannot be pinned at { $at }: the parts before it last until { $room }, and the slot is { $length } long
pin-after-backtimed = this part cannot be pinned at { $at }: one before it, or this one itself, is counted back from the end of the slot
backtimed-loose = this part is counted back from the end, but slot “{ $slot }” keeps no exact end
only-clips-give-way = only a clip can be left out (Clip); words never are, and fillers give way by themselves
cue-misused = this part cannot enter or end so: { $why }
not-on-bed = this part cannot stand on a bed
nothing = this list is empty
carry-cycle = these slots take their sound from each other in a circle: { $slots }
not-above = station “{ $by }” cannot schedule for station “{ $station }”, as it does not stand above it
second-change = slot “{ $slot }” is changed twice on { $date } at { $station }
change-days = a change says its day (`on`), or from which day on it holds (`from`, with `until` if it ends)
emergency-stands = “{ $slot }” is an emergency of { $station }; a station below can neither cancel nor replace it
replaces-higher = “{ $slot }” cannot take the time of “{ $other }”, which has a higher priority
replaces-circle = these slots replace each other in a circle: { $slots }
second-topic = { $day } has two topics, “{ $first }” and “{ $second }”; only one can be aired a day
target-topic = this campaign has no topic “{ $name }”
target-amount = a target says how many airings (`airings`) or how many minutes (`minutes`), one of them, 1 to { $most }
target-twice = there is such a target already: of the same topic, the same time and the same kind
target-gap = with { $gap } between them (`gap`), { $airings } airings do not fit into { $days } days
report-day = a day of the month here is 1 to { $most }, so that every month has it; here it says { $found }
repeat-days = what is repeated lies 0 to { $most } days back (`days`); here it says { $days }
no-authority = an emergency does not say who ordered it
ends-before-start = the last day lies before the first

## Day by day

least-beyond-length = at least { $least } must be left, but the whole slot is { $length } long, so it is never shortened
authority-unused = `authority` is for emergencies only
only-in-except = slot “{ $slot }” airs only on days that `except` shuts out, so it never airs
instead-in-except = slot “{ $slot }” does not air on these days, so what airs instead is never heard
overlap = slots “{ $slot }” and “{ $other }” are both on air at { $at } on { $date } at { $station }
quiet-hours = slot “{ $slot }” is on air at { $at } on { $date } on { $station }, within quiet hours
too-many-sittings = slot “{ $slot }” begins sitting { $found } on { $date } at { $station }; a day may have { $most }
sitting-too-long = by the end of slot “{ $slot }” the sitting that begins at { $at } on { $date } at { $station } lasts { $length }; it may last { $most }
change-of-nothing = slot “{ $slot }” does not air on { $date }, so there is nothing to change
carries-nothing = slot “{ $slot }” carries “{ $source }” of { $station }, but on { $date } there is no sound to carry
repeats-nothing = slot “{ $slot }” repeats “{ $source }” of { $station }, but on { $date } there is nothing to repeat
repeats-unaired = slot “{ $slot }” repeats “{ $source }” of { $station }, which is not over yet at { $at } on { $date }
longer-than-slot = slot “{ $slot }” is { $length } long, too short for “{ $source }” of { $needs }
relay-of-nothing = { $station } airs nothing at { $at } on { $date }, so there is nothing to relay
relay-gap = { $station } airs nothing from { $from } to { $to } on { $date }, so there is nothing to relay then

## Choosing bulletins

empty-block = on { $date } there is no bulletin for “{ $name }” at { $station }
no-topic-today = campaign “{ $name }” has no topic for { $date } at { $station }
target-missed = in the { $per } from { $date } at { $station }, { $what } has only { $planned } of { $wanted } { $unit }: { $why }
target-of-topic = topic “{ $topic }”
target-of-all = the campaign
target-week = week
target-month = month
target-airings = airings
target-firsts = first airings
target-repeats = repeats
target-minutes = minutes
lack-column = there is no column in the time that counts
lack-text = there is a column that has no text for it
lack-gap = airings are too close together to count
lack-room = the other columns are taken by other texts
no-room = bulletin “{ $title }” needs { $needs }, but its block has only { $left } left, so it is not aired
bulletin-too-long = bulletin “{ $title }” alone needs { $needs }, more than its whole block ({ $length })
apart-too-long = pool “{ $pool }” cannot keep the same { $kin } away for { $away }: at { $station }, in the week of { $date }, it is used { $uses } times within that time and has { $clips ->
    [one] one clip
   *[other] { $clips } clips
}
kin-clip = clip
kin-artist = artist
kin-topic = topic
bulletin-not-aired = bulletin “{ $title }” of { $date } is not aired: { $why }
bulletin-overused = the bulletin “{ $title }” is heard { $count } times on { $date } at { $station }
bulletin-not-aired-that-day = no programme of that day takes it
bulletin-not-aired-until = no programme from that day to { $until } takes it
frozen-gone = “{ $slot }” of { $date } at { $station } was frozen with “{ $name }”, which cannot be used any more
frozen-unaired = the item “{ $id }” is frozen, but the schedule does not have it any more
stray-freeze = { $path } is not used: `published` holds what `loa freeze` wrote only, named by week, as 2025-W11.ron
damaged-freeze = something is wrong in this record of what is frozen: nobody knows what was chosen; what was built before stays

## Templates

template-syntax = template “{ $template }” has something not written as it should be: { $detail }
template-variable = in template “{ $template }”, the name “{ $name }” has no value
template-unknown = in template “{ $template }”, there is no { $what } called “{ $name }”
template-too-large = template “{ $template }” is too large, or does too much here
fault-circle = the templates use each other in a circle: { $chain }
fault-not-of-form = filter `{ $filter }` cannot say “{ $text }”
template-fault = template “{ $template }” has something that cannot be done: { $detail }
empty-read = the read “{ $title }” has no words
repeated-today = “{ $title }” says “hôm nay” (today), and “{ $slot }” repeats it on { $date }
unit-ended = “{ $title }”, on air on { $date }, says “{ $name }”, a name that ended on { $until }
unit-not-yet = “{ $title }”, on air on { $date }, says “{ $name }”, a name that begins on { $since } only
not-spoken = “{ $text }” stays as it is written: { $why }
not-spoken-more = this text has { $count } more places that nobody can know how to say
bad-lexicon-entry = this entry of the lexicon cannot be used: { $why }
lexicon-twice = an entry before this one says already how this is spoken

## Recordings and sound

stale-recording = recording “{ $path }” speaks text { $number } (“{ $title }”), but that was changed since or is no longer aired that day
recording-code = recording “{ $path }” has the code of another text; text { $number } (“{ $title }”) now has the code { $code }
recording-length = recording “{ $path }” lasts { $measured }, but reading text { $number } (“{ $title }”) should take { $estimate }
two-recordings = two recordings have the number { $number }: “{ $path }” and “{ $other }”
unknown-recording = recording “{ $path }” has the number { $number }, but no text was given that number
recording-folder = recording “{ $path }” is not used: it is not in a folder named by a day (like recordings/2025-03-10)
unnumbered-recording = recording “{ $path }” is not used: its name has to begin with the number on the script (as in 03 bản tin.m4a)
recording-number = no recording can have the number { $number }; numbers go from 1 to 99999
damaged-index = something is wrong in this day's index of recordings: its recordings cannot be used and no number is given; what was built before stays
bad-sound = sound file “{ $path }” cannot be used: { $why }
voice-failed = voice “{ $program }” could not say some texts (count: { $count }, first: “{ $title }”), so they are read live: { $why }
sound-cut-off = sound file “{ $path }” breaks off and airs as far as it goes: { $heard }
trim-twice = two lines for “{ $clip }”: this file has a line above already; delete one of the two
trim-unfit = the silence accepted for cutting of “{ $clip }” is no longer cut: { $why }

## Fitting into the time

words-overrun = the words in slot “{ $slot }” on { $date } are { $by } too long
clip-dropped = “{ $title }” is left out of slot “{ $slot }” on { $date } for want of room
silence-left = slot “{ $slot }” on { $date } has { $silence } of silence that nothing fills
apart-broken = at { $station } on { $date }, slot “{ $slot }” airs the { $kin } “{ $name }” of pool “{ $pool }” again after { $gap }, not after { $away }
carried-live = slot “{ $slot }” carries a programme with live reads (airings: { $count }); music replaces what is read live

## Sound from another producer

upstream-not-pulled = week { $week } of { $station } has not been pulled, so slot “{ $slot }” has no sound of “{ $source }” ({ $date }; airings: { $count })
upstream-nothing = on { $date } { $station } has no “{ $source }”, or none with a sound, for slot “{ $slot }” (airings: { $count })
upstream-unfit = “{ $source }” of { $station } cannot air in slot “{ $slot }” on { $date } (airings: { $count }): { $why }
upstream-live = “{ $source }” of { $station } has live reads; slot “{ $slot }” is silent there ({ $date }; airings: { $count })

## Hints

hint-did-you-mean = Is “{ $name }” meant?
hint-straight-quote = Delete that mark and type a straight one, as in id: "chiều".
hint-front-matter-line = Write the key, a colon, then the words, as in title: Lịch cắt điện ngày 10/3.
hint-front-matter = Begin the bulletin with a line ---, then title: Lịch cắt điện, then section: thông báo, then another line ---.
hint-network = Make a file schedules/network.ron that begins with Network(version: 1, id: "dong-xuan", …), or run loa init in an empty folder.
hint-date = Write the day, the month and all four digits of the year, as in "10/3/2025" or "2025-03-10".
hint-day-of-year = Write the day, then the month, without a year, as in "2/9".
hint-lunar-day-of-year = Write the lunar day (1 to 30), then the month, without a year, as in "15/8".
hint-time = Write the hour from 0 to 23 and two digits of minutes, as in "17h00" or "17:00".
hint-time-range = Write the first and the last time with a hyphen between, as in "21h00-05h00".
hint-length = Write a number with its unit, as in "30 phút", "45 giây" or "1 giờ 30 phút".
hint-weekday = Write "Thứ Hai", "T2", "Mon", "Chủ nhật" or "CN".
hint-cron = Write all five fields: minute, hour, day, month, weekday (1 is Monday, 0 is Sunday); "50 5 * * 1" is 05:50 on every Monday.
hint-authority = Add who ordered it, as in authority: "Chủ tịch UBND huyện".
hint-overlap = Change a time, shorten a `length`, write replaces: ["{ $other }"] or priority: { $priority } in “{ $slot }” to air that one, or replace that one day with Replace(slot: "{ $other }", on: "10/3/2025", …) in `changes`.
hint-overlap-replaces = Change a time, shorten a `length`, or write replaces: ["{ $other }"] in “{ $slot }” to air that one.
hint-overlap-times = Change a time or shorten a `length`.
hint-known-names = There is: { $names }.
both-hints = { $one } { $other }
hint-included-from = This template is used from { $chain }.
hint-is-defined = There is not always such a name; put what uses it between {"{%"} if { $name } is defined {"%}"} and {"{%"} endif {"%}"}.
hint-recording-code = Listen to it: if it is the text on the script, change the code in the file's name, else record it again.
hint-recording-length = Listen to it from end to end: a paragraph may be missing, the text may be another, or the recorder ran on.
hint-one-recording = Listen to both, keep the right one and move the other out of the folder.
hint-number-on-sheet = Look up the number on the script sheet (loa build prints it), then change the number the file name begins with.
hint-record-again = Record the new script and keep the file under the number printed there, or delete the old recording so that it is read live.
hint-two-folders = Put the two into one. In recordings, those of that day are not used until this is done.
hint-not-a-bulletin = Copy the words into a plain text file, save it with the ending .md (UTF-8), beginning with a line ---, then title: …, then section: …, then another line ---.
hint-damaged-index = Restore this file from a copy or from git. If there is none, delete it together with all recordings of that day, build, and record by the new numbers.
hint-bad-sound = Listen to the file; if it is broken, copy it again from the original; if it plays, save it as WAV, FLAC or MP3.
hint-voice-failed = Install that program, or try its command on a short text, then build again; or record those texts.
hint-converter = Write it like: (extensions: ["amr"], command: ["ffmpeg", "-v", "error", "-xerror", "-err_detect", "explode", "-i", "{"{"}from{"}"}", "{"{"}to{"}"}"]).
hint-voice = Write it like: (command: ["espeak-ng", "-v", "vi", "-f", "{"{"}from{"}"}", "-w", "{"{"}to{"}"}"]).
hint-upstream = Write it like: upstream: (from: "https://dai-huyen.example", trust: "the fingerprint that station reads out", stations: ["huyen"]).
hint-upstream-pull = Type `loa pull` in the project's folder, then build again; everything else airs as scheduled.
hint-cut-off = Ask for the original again; if there is none and it is to air as far as it goes, write `cut_off: ["{ $clip }"]` in the schedule.
hint-sound-cut-off = Ask for the original again; once the file is whole, take its name out of cut_off.
hint-trim-unfit = Listen again and type `loa clip trim "{ $clip }"`, or have nothing cut with `loa clip trim --undo "{ $clip }"`.
hint-trim-no-clip = Delete this line of clips/trims.ron, or give the file its old name again.
hint-overrun = Shorten the words, leave out a bulletin, or give more time, as in length: "35 phút" for the slot or at: "15 phút" for a pinned column.
hint-fill = Add Fill("ca nhạc") at the end of the programme, or add short files to the pool.
hint-apart = Add clips to the pool, write `artist` and `topic` right, or shorten the separation.
hint-apart-broken = The pool has too little to fill the time and keep apart: add clips, or shorten the separation.
hint-gives-way = The later clip goes first; to say which one goes, write GivesWay(turn: 1, part: Clip("…")).
hint-carried-live = Record those words beforehand; where this only stands in for a lost relay (`instead`), it may stay as it is.
hint-add-bulletin = Put a bulletin into the folder `bulletins/{ $date }`; left empty, the time is filled with music.
hint-target-text = Add a bulletin to the folder `bulletins/{ $date }` with `topics: [{ $topic }]` in its head, for slot “{ $slot }”.
hint-target-column = Add a `Column` to a programme that airs in that time, or lower the campaign's `targets`.
hint-target-gap = Move some texts to other days, or make `gap` shorter.
hint-target-room = Add a slot with a column, make the column's `length` longer, or lower the campaign's `targets`.
hint-not-aired = Look at the bulletin’s section, topics, stations and day, or add its section to a programme of that day.
hint-not-aired-frozen = That day is frozen. To take the bulletin in: `loa freeze --amend --date { $date }`.
hint-overused = Write “airings: 3” at the head of the bulletin, or have fewer programmes take its section.
hint-frozen-gone = What comes next stands in. To choose anew for the whole item: `loa freeze --amend --item { $id }`.
hint-frozen-unaired = If it is not to air any more, freeze that day anew: `loa freeze --amend --date { $date }`. Else look at its station, slot and date.
hint-stray-freeze = Take the copy out of this folder, or delete it.
hint-damaged-freeze = Restore this file from a copy or from git. If there is none, delete it and freeze that week again: `loa freeze`.
hint-repeated-today = When it is repeated, “today” has become yesterday. Write the date instead, as “13 March”.
hint-predecessor = The new station needs `since`, the old one `until`, the day before it.
hint-unit-now = It is now “{ $now }”. If the bulletin speaks of former times, write `former_names: true` in its head.
hint-unit-gone = There is no such unit any more. If the bulletin speaks of former times, write `former_names: true` in its head.
hint-unit-not-yet = Use the name in force. If the bulletin speaks of the name to come, write `former_names: true` in its head.
hint-speak-date-or-fraction = Write “ngày …” before it if it is a day, or write it in words.
hint-speak-date-or-range = Write it in words, or with day, month and year.
hint-speak-number = A dot parts thousands, a comma stands before decimals: 1.000 and 3,5.
hint-speak-lexicon = Write it in full, or put how it is said into scripts/lexicon.ron.
hint-speak-in-full = Write it in full, in words.
hint-speak-form = Mend what is written, or choose the form that it has.

## Labels

label-replaced = the station replaced
label-unit-listed = the name is listed here
label-first-here = first written here
label-on-station = both on this station
label-not-aired-here = this station does not air that slot
label-slot-length = the length of the slot
label-before = the part before it
label-backtimed = the part counted back from the end
label-closest-use = here the pool is used most often
label-heard-again = heard again in this slot
label-loose-end = this slot may wait, and ends when its sound ends
label-blocks-too-long = the parts of this programme together are longer than the slot
label-declares = this station wrote the schedule
label-holiday-before = last written for these days
label-airs-then = its times are written here
label-has-no-sound = this slot has no sound of its own
label-its-length = the length of the slot it takes
label-quiet-here = the quiet hours are written here
label-limit-here = the limit is written here
label-replaced-here = that slot
label-emergency = the emergency is declared here
label-relayed-here = the slot that relays
label-shut-out-here = the days shut out
label-overlaps-with = the times of “{ $name }”
label-block-length = the length of the block

## Pieces: what should be written

term-strange-sign = there is a strange sign here or right before
term-list = a list in square brackets [ ]
term-true-or-false = `true` or `false`
term-comma = a comma
term-decimal-point = a point instead of the comma in a decimal number, as in -18.5
term-comma-or-closing = a comma or a closing bracket ) before the name of this field
term-number = a number
term-smaller-number = a smaller number, not below zero
term-colon = a colon behind the name of the field
term-brackets = something in round brackets ( )
term-closing-bracket = a closing round bracket )
term-quoted-text = text between two straight quotation marks " "
term-name = a name without quotation marks
term-end = the end, with nothing behind it
term-sample-rates = a sample rate from 8000 to 192000 Hz
term-widths = 16 or 24 bits
cue-why-two = only one of `gap`, `crossfade` and `over` can be given
cue-why-nothing = `Cue` says nothing but `part`
cue-why-under = `under` goes with `over` only
cue-why-fill = fillers take `gap` only
cue-why-again = a `Cue` within says that already
cue-why-pin = a part that is pinned or counted back has no gap before it
cue-why-level = a level lies between -60 and 0 dB
term-copies = an Opus copy of 8 to 256 kbit/s
term-converter-twice = this extension has a command already
term-converter-places = the command needs the name of a program, then {"{"}from{"}"} and {"{"}to{"}"}
term-voice-places = the command needs the name of a program, then {"{"}to{"}"} where the WAV goes
term-upstream-from = `from` has to be the address or folder of a publication
term-upstream-trust = `trust` has to be the fingerprint of the first root: 64 digits and letters from a to f
term-upstream-stations = `stations` needs at least one station
term-upstream-format = its audio format is not ours (`audio`)
term-upstream-too-long = that sound is longer than this slot
term-upstream-damaged = what was pulled is damaged; delete that station's folder in `.loa/upstream`, then type `loa pull` again
term-rates = from 80 to 280
term-lexicon-written = the written form has to begin with a word, a number or a sign, and can have only the blanks {"{"}Tên{"}"}, {"{"}số{"}"} and {"{"}chữ số{"}"}
term-lexicon-blank = the spoken form has a blank that the written one has not
term-lexicon-spoken = the spoken form has to be in words, without digits and strange signs
doubt-date-or-fraction = it may be a date, a fraction or a ratio
doubt-date-or-range = it may be a date or a range
doubt-number = this is not how Vietnamese writes numbers
doubt-mixture = letters and digits in one, which the lexicon does not know
doubt-abbreviation = an abbreviation that the lexicon does not know
doubt-several = it may be { $meanings }
doubt-letter = nobody can tell what this letter on its own means
doubt-sign = this sign has no word
doubt-address = an address of the net, which nobody notes down by ear
doubt-script = these are no Vietnamese letters
doubt-not-a-number = it is no number
doubt-not-a-decimal = it is no number with decimals
doubt-not-an-ordinal = it is no place in an order
doubt-not-a-year = it is no year
doubt-not-a-fraction = it is no fraction
doubt-not-a-date = it is no day
doubt-not-a-lunar-date = it is no day of the lunar calendar
doubt-not-a-time = it is no time of day
doubt-not-a-phone = it is no telephone number
doubt-not-money = it is no amount of money
term-loudness = a loudness from -40 to -5 LUFS
term-true-peaks = a true peak from -20 to 0 dBTP
term-limit-speech = a limit for speech from 0.5 to 12 dB
term-template = template
term-filter = filter (the word behind |)
term-test = test (the word behind is)
term-function = function
term-component = component
term-block = block in the parent template

## Pieces: what is wrong with a Cron

cron-field-count = there should be five fields, not { $found }
cron-macro = the short forms that begin with @ cannot be used
cron-not-a-number = here should be *, a number, a short name like MON, or a range like 1-5
cron-out-of-bounds = here the numbers go from { $least } to { $greatest }
cron-backwards = this range ends before it begins
cron-bad-step = the step behind / has to be a number above 0
cron-step-after-number = a / stands only behind * or behind a range like 0-30
cron-extension = the sign { $sign } cannot be used

## Pieces: what is wrong with a day, a time or a length

swap-already-off = is off without it
swap-already-worked = is a working day without it
written-empty = nothing is written
written-not-a-date = this is not a day, a month and a year
written-not-a-day-of-year = this is not a day and a month
written-short-year = the year needs four digits
written-no-such-month = there is no such month
written-no-such-day = that month has no such day
written-not-a-time = this is not an hour and minutes
written-hour-too-large = the hour goes from 0 to 23
written-minute-too-large = minutes go from 0 to 59
written-second-too-large = seconds go from 0 to 59
written-not-a-time-range = this is not a range from one time to another
written-empty-range = the first and the last time are the same
written-not-a-length = this is not a length of time
written-no-unit = the unit is missing: hours, minutes or seconds
written-length-too-long = this number is too large
written-not-a-weekday = this is not a day of the week
written-not-a-week = this is not a week written like 2025-W11
written-no-such-week = that year has no such week
written-not-an-offset = this is not an offset like +07:00

## Pieces: what is wrong with a sound file

sound-not-audio = what is in it is not sound but { $seen }
sound-seen-text = text
sound-seen-document = an office document or an archive
sound-seen-picture = a picture
sound-seen-unknown = something unknown
sound-unsupported = this kind of sound cannot be read ({ $what }); have it sent again as MP3 or M4A, or set `converters` in network.ron
sound-converter-missing = the converter “{ $program }” cannot be run ({ $error }); install it, or have the file sent again as MP3 or M4A
sound-converter-failed = the converter “{ $program }” failed: { $told }
sound-converter-silent = the converter “{ $program }” failed without a word
sound-converter-slow = the converter “{ $program }” worked longer than { $limit } and was stopped
sound-converter-complained = the converter “{ $program }” ended, but not without complaint, so what it made is not used: { $told }
sound-converter-large = the converter “{ $program }” wrote more than 4 GiB and was stopped
sound-converter-nothing = the converter “{ $program }” ended without writing a file
voice-missing = it cannot be run ({ $error })
voice-told = it says: { $told }
voice-told-nothing = it failed without a word
voice-slow = it worked longer than { $limit } and was stopped
voice-large = its file is far too large for the words, so it was stopped
voice-nothing = it ended without writing a file
voice-no-sound = what it wrote cannot be used: { $why }
voice-silent = nothing is heard in what it wrote
voice-absurd = its sound lasts { $measured }, but saying the words should take { $estimate }
sound-truncated = the file breaks off; its sound lasts only until { $at }
sound-truncated-of = the file breaks off; its sound lasts only until { $at } of { $whole }
sound-heard = only { $at } can be read
sound-heard-of = only { $at } of { $whole } can be read
trim-no-clip = there is no such file in the folder clips
trim-changed = the file has changed
trim-too-long = hardly any sound would be left
trim-heard = something is heard in what was to be cut
sound-damaged = the file is damaged; its sound is not what was saved
sound-damaged-at = the file is damaged at { $at } from its start
sound-empty = the file has no sound at all
sound-too-long = the file is too long; the longest is { $most }
sound-unreadable = the file cannot be read or written ({ $error })
