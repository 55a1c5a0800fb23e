//! Items for the tests of this module.

use super::*;

/// Something of the station's own on air from the civil time `start` on, for so many minutes.
pub(super) fn item(zone: Tz, start: &str, minutes: i64) -> Item {
    let moment = crate::calendar::reading::moment(start).expect("a moment");
    let start = crate::calendar::zone::instant(zone, moment);
    let occurrence = Occurrence { date: start.date_naive(), station: StationIx(0), slot: SlotIx(0), nth: 1 };
    Item {
        occurrence,
        id: OccurrenceId(format!("{}/huyen/chieu", occurrence.date).into()),
        start,
        length: TimeDelta::minutes(minutes),
        zone,
        play: ItemPlay::Programme(ProgrammeIx(0)),
        layer: Layer::Own,
        changed: None,
        wanted: None,
    }
}
