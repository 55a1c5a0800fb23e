//! `loa`: text in, dated sound out. Broadcast scheduling and script generation for loudspeaker radio (truyền thanh).
//!
//! A station's folder of plain files — schedules in RON, script templates, bulletins, clips — becomes, for any week, the
//! dated rundown of every station, the scripts its announcers read, and WAV playlists ready for airing.
//!
//! The modules stand in the order of that pipeline. **A module uses only modules declared before it**; a test reads the
//! order from this file and fails on an upward import. Everything before `project` is pure: values in, values out, no
//! path, no clock, no environment.
//!
//! | module | takes → returns |
//! |---|---|
//! | [`diagnostic`], [`messages`] | what is wrong, as code and arguments; its words in Vietnamese and English |
//! | [`office`] | paragraphs, tables, cells → papers as offices expect them (.docx), lines of CSV |
//! | [`source`] | bytes of a file → values that know where they stand |
//! | [`calendar`] | a recurrence + days → instants; dates as people write them |
//! | [`speech`] | written Vietnamese → spoken words, syllables, reading time; lexicon |
//! | [`network`] | the network file → stations, limits, house format |
//! | [`catalogue`] | what there is: clips, templates, bulletins, recordings, by name |
//! | [`schedule`] | **read**: files + catalogue → programmes, slots, changes, every reference checked |
//! | [`rundown`] | **expand**: schedule + days → what airs when on each station |
//! | [`lineup`] | **pick**: an item + bulletins, campaigns, pools → its elements |
//! | [`script`] | **write**: a lineup + templates → words, and the sheet they are read from |
//! | [`approval`] | texts + records → who approved which words, what waits, what changed |
//! | [`fit`] | **fit**: elements + measured sounds → a recipe, to the sample |
//! | [`audio`] | **ingest** any file → house PCM; **assemble** a recipe → WAV |
//! | [`package`] | **pack**: manifest and playlist of one station for one week |
//! | [`timetable`] | the plan in words → iCalendar, CSV, what people print |
//! | [`asrun`] | **reconcile**: a plan + the station's log → what became of each occurrence |
//! | [`report`] | **count**: what became of each occurrence + its texts → the report of a month |
//! | [`project`] | the folder: load, store, cache, lock |
//! | [`intake`] | what people bring (.docx, .txt, sound files) → texts without their office frame, and where each file belongs |
//! | [`studio`] | texts + recordings → numbers, and which sound each read has |
//! | [`repository`] | **publish** packages, signed; **pull** what a station lacks, from nobody else; **serve** |
//! | [`build`] | runs the verbs in order |
//! | [`cli`] | the commands, in two languages |

pub mod diagnostic;
pub mod messages;
pub mod office;
pub mod source;
pub mod calendar;
pub mod speech;
pub mod network;
pub mod catalogue;
pub mod schedule;
pub mod rundown;
pub mod lineup;
pub mod script;
pub mod approval;
pub mod fit;
pub mod audio;
pub mod package;
pub mod timetable;
pub mod asrun;
pub mod report;
pub mod project;
pub mod intake;
pub mod studio;
pub mod repository;
pub mod build;
pub mod cli;
