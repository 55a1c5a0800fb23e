//! Every finding the program can make, by code.

use super::Severity;

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $id:literal $severity:ident,)*) => {
        /// What a finding is. Its words stand in the Fluent files under its id, its paragraph in `docs/diagnostics.md`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[$doc])* $name,)*
        }

        impl Code {
            /// All codes, in the order of the pipeline.
            pub const ALL: &[Code] = &[$(Code::$name,)*];

            /// The id: of the message, of the paragraph in the documentation, and in machine-readable output.
            pub fn id(self) -> &'static str {
                match self {
                    $(Code::$name => $id,)*
                }
            }

            /// How bad it is.
            pub fn severity(self) -> Severity {
                match self {
                    $(Code::$name => Severity::$severity,)*
                }
            }
        }
    };
}

codes! {
    /// Bytes that are not UTF-8.
    NotUtf8 = "not-utf8" Error,
    /// Something in the project's folders that cannot be followed or named.
    LeftOut = "left-out" Warning,
    /// A text file beyond the size cap.
    FileTooLarge = "file-too-large" Error,
    /// A field that does not exist.
    UnknownField = "unknown-field" Error,
    /// A word that is none of the possible ones.
    UnknownWord = "unknown-word" Error,
    /// A field that has to be there.
    MissingField = "missing-field" Error,
    /// A field given twice.
    DuplicateField = "duplicate-field" Error,
    /// Brackets nested too deep.
    TooDeep = "too-deep" Error,
    /// The file ends inside something.
    EndOfFile = "end-of-file" Error,
    /// A quotation mark of a word processor.
    CurlyQuote = "curly-quote" Error,
    /// Something else was expected here.
    Expected = "expected" Error,
    /// Any other fault of notation.
    Syntax = "syntax" Error,
    /// A line in a bulletin's head without a colon.
    FrontMatterLine = "front-matter-line" Error,
    /// A bulletin's head that never ends.
    FrontMatterEnd = "front-matter-end" Error,
    /// A file format of another version.
    Version = "version" Error,

    /// Not a date.
    BadDate = "bad-date" Error,
    /// Not a time of day.
    BadTime = "bad-time" Error,
    /// Not a length of time.
    BadLength = "bad-length" Error,
    /// Not a cron expression.
    BadCron = "bad-cron" Error,
    /// A recurrence that never comes.
    NeverAirs = "never-airs" Error,
    /// A lunar day or month that does not exist.
    BadLunar = "bad-lunar" Error,
    /// A number that a recurrence cannot have.
    BadNumber = "bad-number" Error,
    /// Two fields of which only one can hold.
    EitherOr = "either-or" Error,
    /// A date for which the lunar calendar was not verified.
    LunarOutOfRange = "lunar-out-of-range" Error,
    /// A date for which a cron expression cannot be worked out.
    CronOutOfRange = "cron-out-of-range" Error,
    /// A holiday that the calendar file does not name.
    UnknownHoliday = "unknown-holiday" Error,
    /// A holiday that the calendar file has for earlier years only.
    HolidayLapsed = "holiday-lapsed" Warning,
    /// A swap of a day off that is off, or worked, without it.
    IdleSwap = "idle-swap" Warning,

    /// There is no network file.
    NoNetwork = "no-network" Error,
    /// Two network files.
    SecondNetwork = "second-network" Error,
    /// A time zone nobody knows.
    UnknownZone = "unknown-zone" Error,
    /// A language that is not offered.
    UnknownLanguage = "unknown-language" Error,
    /// A house format out of bounds.
    BadAudio = "bad-audio" Error,
    /// A converter without its places for files, or for files that have one.
    BadConverter = "bad-converter" Error,
    /// A voice that is not told where its WAV goes.
    BadVoice = "bad-voice" Error,
    /// An upstream publication from which nothing can be taken.
    BadUpstream = "bad-upstream" Error,
    /// A rate nobody reads at.
    BadRate = "bad-rate" Error,
    /// The same id, or the same file name made of it, twice.
    DuplicateId = "duplicate-id" Error,
    /// An id of which no file name can be made.
    EmptyId = "empty-id" Error,
    /// Stations stand under each other in a circle.
    StationCycle = "station-cycle" Error,
    /// A station replaces one that does not end the day before.
    PredecessorEnd = "predecessor-end" Error,
    /// No station is called so.
    UnknownStation = "unknown-station" Error,
    /// No announcer is called so.
    UnknownAnnouncer = "unknown-announcer" Error,

    /// No clip is called so.
    UnknownClip = "unknown-clip" Error,
    /// No template is called so.
    UnknownTemplate = "unknown-template" Error,
    /// Several things fit a name.
    AmbiguousName = "ambiguous-name" Error,
    /// A pool pattern that no clip matches.
    EmptyPool = "empty-pool" Error,
    /// Two folders of one day.
    TwoFolders = "two-folders" Error,
    /// A file among the bulletins that is none.
    NotABulletin = "not-a-bulletin" Warning,
    /// A folder of bulletins that is not named by a date.
    BulletinFolder = "bulletin-folder" Warning,
    /// A key nobody knows in a bulletin's head.
    BulletinKey = "bulletin-key" Error,
    /// A bulletin without title or section.
    BulletinIncomplete = "bulletin-incomplete" Error,
    /// A priority that does not exist.
    BulletinPriority = "bulletin-priority" Error,
    /// A translation of a bulletin that is not there.
    UnknownOriginal = "unknown-original" Error,
    /// A number of airings that is none.
    BulletinAirings = "bulletin-airings" Error,
    /// A last day before the bulletin's own, or long after it.
    BulletinUntil = "bulletin-until" Error,
    /// A bulletin without text.
    BulletinEmpty = "bulletin-empty" Error,

    /// No programme is called so.
    UnknownProgramme = "unknown-programme" Error,
    /// No slot is called so.
    UnknownSlot = "unknown-slot" Error,
    /// A slot that does not air on the station it is wanted of.
    NotAiredThere = "not-aired-there" Error,
    /// No pool is called so.
    UnknownPool = "unknown-pool" Error,
    /// A weight that no card can have.
    CardWeight = "card-weight" Error,
    /// No campaign is called so.
    UnknownCampaign = "unknown-campaign" Error,
    /// A bulletin of a topic that no campaign has.
    UnknownTopic = "unknown-topic" Warning,
    /// A relay from something that is neither a station nor a source.
    UnknownSource = "unknown-source" Error,
    /// A section that no programme airs.
    UnknownSection = "unknown-section" Warning,
    /// A length of nothing, or of more than a day.
    LengthOutOfBounds = "length-out-of-bounds" Error,
    /// Blocks that are longer together than their slot.
    BlocksTooLong = "blocks-too-long" Error,
    /// A pinned part behind the end of the slot, or before an earlier one.
    PinOutOfOrder = "pin-out-of-order" Error,
    /// A part pinned behind one that is counted back from the end.
    PinAfterBacktimed = "pin-after-backtimed" Error,
    /// A part counted back from an end that is not kept.
    BacktimedLoose = "backtimed-loose" Error,
    /// A part that is to give way and is no clip.
    OnlyClipsGiveWay = "only-clips-give-way" Error,
    /// A cue that contradicts itself, says nothing, or does not suit its part.
    CueMisused = "cue-misused" Error,
    /// A part that cannot stand on a bed.
    NotOnBed = "not-on-bed" Error,
    /// A programme without parts, or a slot without stations.
    Nothing = "nothing" Error,
    /// A carry, relay or repeat that leads back to itself.
    CarryCycle = "carry-cycle" Error,
    /// A slot of a station declared by one that does not stand above it.
    NotAbove = "not-above" Error,
    /// Two one-off changes of one slot on one station and day.
    SecondChange = "second-change" Error,
    /// A change that says neither its day nor from when on it holds.
    ChangeDays = "change-days" Error,
    /// A change of an emergency by a station below.
    EmergencyStands = "emergency-stands" Error,
    /// A slot that says it replaces one of a higher priority, whose time it cannot take.
    ReplacesHigher = "replaces-higher" Warning,
    /// Slots that replace each other, or one itself.
    ReplacesCircle = "replaces-circle" Error,
    /// Two topics of a campaign on one day of the week.
    SecondTopic = "second-topic" Error,
    /// A target of a topic that its campaign does not have.
    TargetTopic = "target-topic" Error,
    /// A target that says not how much, or two things at once.
    TargetAmount = "target-amount" Error,
    /// A second target of one kind.
    TargetTwice = "target-twice" Error,
    /// A gap between airings that leaves no room for all of them.
    TargetGap = "target-gap" Error,
    /// A day of the month that not every month has.
    ReportDay = "report-day" Error,
    /// A repeat of so many days earlier that nobody means it.
    RepeatDays = "repeat-days" Error,
    /// An emergency without the name of who ordered it.
    NoAuthority = "no-authority" Error,
    /// A validity that ends before it begins.
    EndsBeforeStart = "ends-before-start" Error,
    /// A least length of a shortened slot beyond its whole length.
    LeastBeyondLength = "least-beyond-length" Warning,
    /// The name of who ordered what is no emergency.
    AuthorityUnused = "authority-unused" Warning,
    /// A slot that does not air on any of the only days it airs on.
    OnlyInExcept = "only-in-except" Warning,
    /// Something instead on days on which the slot does not air.
    InsteadInExcept = "instead-in-except" Warning,

    /// Two items of the same rank at once.
    Overlap = "overlap" Error,
    /// An item in the quiet hours.
    QuietHours = "quiet-hours" Error,
    /// More sittings a day than a station may have.
    TooManySittings = "too-many-sittings" Error,
    /// A sitting that lasts longer than it may.
    SittingTooLong = "sitting-too-long" Error,
    /// A one-off change of something that does not air that day.
    ChangeOfNothing = "change-of-nothing" Error,
    /// The carried item does not air that day.
    CarriesNothing = "carries-nothing" Error,
    /// The repeated item did not air that day.
    RepeatsNothing = "repeats-nothing" Error,
    /// The repeated item is not over when it is to be repeated.
    RepeatsUnaired = "repeats-unaired" Error,
    /// What is carried or repeated is longer than its slot.
    LongerThanSlot = "longer-than-slot" Error,
    /// The relayed station has nothing on air then.
    RelayOfNothing = "relay-of-nothing" Warning,
    /// The relayed station has nothing on air for a part of the time.
    RelayGap = "relay-gap" Warning,

    /// A block for which there is no bulletin.
    EmptyBlock = "empty-block" Warning,
    /// A column on a day that has no topic.
    NoTopicToday = "no-topic-today" Warning,
    /// A target of a campaign that the plan does not meet.
    TargetMissed = "target-missed" Warning,
    /// A bulletin for which its block had no room.
    NoRoom = "no-room" Warning,
    /// A single bulletin longer than its block.
    BulletinTooLong = "bulletin-too-long" Warning,
    /// A bulletin that no programme of its day takes.
    BulletinNotAired = "bulletin-not-aired" Warning,
    /// A text heard too often on one day.
    BulletinOverused = "bulletin-overused" Warning,
    /// What was frozen for an item is not there any more.
    FrozenGone = "frozen-gone" Warning,
    /// A frozen item that the schedule does not have any more.
    FrozenUnaired = "frozen-unaired" Warning,
    /// A file among the records of frozen weeks that is none of them.
    StrayFreeze = "stray-freeze" Warning,
    /// A record of a frozen week that cannot be relied on.
    DamagedFreeze = "damaged-freeze" Error,

    /// A separation that a pool's clips and its uses cannot keep.
    ApartTooLong = "apart-too-long" Error,

    /// A template that cannot be read.
    TemplateSyntax = "template-syntax" Error,
    /// A name the template was not given.
    TemplateVariable = "template-variable" Error,
    /// A template, filter, test, function or component that does not exist.
    TemplateUnknown = "template-unknown" Error,
    /// A template that makes too much.
    TemplateTooLarge = "template-too-large" Error,
    /// Anything else a template does wrong.
    TemplateFault = "template-fault" Error,
    /// A read without words.
    EmptyRead = "empty-read" Warning,
    /// A repeated text that says "today".
    RepeatedToday = "repeated-today" Warning,
    /// A text names a unit that is no longer called so.
    UnitEnded = "unit-ended" Warning,
    /// A text names a unit that is not called so yet.
    UnitNotYet = "unit-not-yet" Warning,
    /// Something written that stays as it is, because nobody can know how it is said.
    NotSpoken = "not-spoken" Warning,
    /// More doubts of the same text.
    NotSpokenMore = "not-spoken-more" Warning,
    /// An entry of a lexicon that cannot be used.
    BadLexiconEntry = "bad-lexicon-entry" Error,
    /// A second entry of a lexicon for one written form.
    LexiconTwice = "lexicon-twice" Error,

    /// A recording whose text has changed since.
    StaleRecording = "stale-recording" Error,
    /// A recording with the code of another text than its number stands for.
    RecordingCode = "recording-code" Error,
    /// A recording much longer or shorter than its text should take.
    RecordingLength = "recording-length" Warning,
    /// Two recordings of one number.
    TwoRecordings = "two-recordings" Error,
    /// A recording whose number stands for no text.
    UnknownRecording = "unknown-recording" Warning,
    /// A recording in a folder that is not named by a date.
    RecordingFolder = "recording-folder" Warning,
    /// A recording whose name begins with no number.
    UnnumberedRecording = "unnumbered-recording" Warning,
    /// A number that no recording can have.
    RecordingNumber = "recording-number" Error,
    /// An index of recordings that cannot be relied on.
    DamagedIndex = "damaged-index" Error,
    /// A sound file that cannot be used.
    BadSound = "bad-sound" Error,
    /// Texts that the voice could not say, read live.
    VoiceFailed = "voice-failed" Warning,
    /// A clip whose file breaks off, aired as far as it goes.
    SoundCutOff = "sound-cut-off" Warning,
    /// A second trim of one file.
    TrimTwice = "trim-twice" Error,
    /// A trim that does not fit its file any more.
    TrimUnfit = "trim-unfit" Warning,

    /// Words that do not fit before a pinned part or the end.
    WordsOverrun = "words-overrun" Error,
    /// A clip left out to make words fit.
    ClipDropped = "clip-dropped" Warning,
    /// Time that nothing fills.
    SilenceLeft = "silence-left" Warning,
    /// Something of a pool heard again sooner than the pool says.
    ApartBroken = "apart-broken" Warning,
    /// Carried sound that is live at its station, replaced by fill.
    CarriedLive = "carried-live" Warning,

    /// The upstream's week has not been pulled, so its sound is not here.
    UpstreamNotPulled = "upstream-not-pulled" Warning,
    /// The upstream has no such item that day, or none with a sound.
    UpstreamNothing = "upstream-nothing" Warning,
    /// The upstream's sound cannot be aired as it is.
    UpstreamUnfit = "upstream-unfit" Warning,
    /// The upstream reads live there: silence is heard instead.
    UpstreamLive = "upstream-live" Warning,
}
