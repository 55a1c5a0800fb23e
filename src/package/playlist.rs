//! The playlist of a station's week, for any player that knows extended M3U in UTF-8.

use super::StationManifest;

/// The text of `playlist.m3u8`: every WAV in the order of air time, with its length in seconds, and a remark where
/// somebody reads live, where a relay runs and what to play when its signal is missing.
pub fn playlist(manifest: &StationManifest) -> String {
    let mut text = format!("#EXTM3U\n#PLAYLIST:{} {}\n", one_line(&manifest.name), manifest.week);
    for item in manifest.days.iter().flat_map(|day| &day.items) {
        let when = item.start.get(..16).unwrap_or(&item.start).replace('T', " ");
        let title = one_line(&item.title);
        text += &format!("\n# {when} {title}\n");
        let Some(sound) = &item.sound else { continue };
        for element in sound.elements.iter().filter(|element| element.kind == "live") {
            text += &format!(
                "#LOA-LIVE:{} {}\n",
                element.at / u64::from(manifest.sample_rate),
                one_line(&element.title)
            );
        }
        for part in &sound.parts {
            let seconds = part.frames.div_ceil(u64::from(manifest.sample_rate));
            // What stands in for a relay is not part of the run: a player must not air both.
            let remark = if item.play == "relay" { "#LOA-SUBSTITUTE:" } else { "" };
            text += &format!("#EXTINF:{seconds},{when} {title}\n{remark}{}\n", part.file);
        }
    }
    text
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
