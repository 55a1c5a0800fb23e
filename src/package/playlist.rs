//! The playlist of a station's week, for any player that knows extended M3U in UTF-8.

use super::StationManifest;

/// The text of `playlist.m3u8`: every WAV in the order of air time, with its length in seconds, and a remark where
/// somebody reads live, where a relay runs and what to play when its signal is missing, and what the small copies are.
pub fn playlist(manifest: &StationManifest) -> String {
    let mut text = format!("#EXTM3U\n#PLAYLIST:{} {}\n", one_line(&manifest.name), manifest.week);
    for item in manifest.days.iter().flat_map(|day| &day.items) {
        let when = item.start.get(..16).unwrap_or(&item.start).replace('T', " ");
        let title = one_line(&item.title);
        text += &format!("\n# {when} {title}\n");
        let Some(sound) = &item.sound else { continue };
        let rate = u64::from(manifest.sample_rate);
        let mut lines: Vec<(u64, String)> = Vec::new();
        for live in sound.elements.iter().filter(|element| element.kind == "live") {
            lines.push((live.at, format!("#LOA-LIVE:{} {}\n", live.at / rate, one_line(&live.title))));
        }
        for part in &sound.parts {
            // What stands in for a relay is not part of the run: a player must not air both.
            let line = match item.play.as_str() {
                "relay" => format!("#LOA-SUBSTITUTE:{}\n", part.file),
                _ => format!("#EXTINF:{},{when} {title}\n{}\n", part.frames.div_ceil(rate), part.file),
            };
            let copy = part.copy.iter().map(|copy| format!("#LOA-COPY:{copy}\n")).collect::<String>();
            lines.push((part.at, copy + &line));
        }
        lines.sort_by_key(|(at, _)| *at);
        text.extend(lines.into_iter().map(|(_, line)| line));
    }
    text
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::ManifestElement;
    use super::super::manifest::samples::{item, manifest, sound};
    use super::*;

    #[test]
    fn every_wav_stands_with_its_length_rounded_up_and_its_time() {
        let mut chieu = item("2025-03-10", "chieu");
        chieu.sound = Some(sound(&[("2025-03-10/1700-chieu.wav", 1_601)], 100));
        let text = playlist(&manifest(vec![("2025-03-10", vec![chieu])]));
        let expected = "#EXTM3U\n#PLAYLIST:Đài huyện 2025-W11\n\n# 2025-03-10 17:00 Chiều\n\
            #EXTINF:17,2025-03-10 17:00 Chiều\n2025-03-10/1700-chieu.wav\n";
        assert_eq!(text, expected);
    }

    #[test]
    fn a_player_never_airs_the_substitute_of_a_relay_and_sees_live_reads_as_remarks() {
        let mut relay = item("2025-03-10", "tiep-am");
        relay.play = "relay".to_owned();
        let mut substitute = sound(&[("2025-03-10/1700-tiep-am-du-phong.wav", 100)], 100);
        substitute.elements.push(ManifestElement {
            number: Some(1),
            kind: "live".to_owned(),
            title: "Mở\nđầu".to_owned(),
            source: None,
            recording: None,
            words: None,
            at: 1_250,
            frames: 300,
            part: None,
            offset: None,
        });
        relay.sound = Some(substitute);
        let text = playlist(&manifest(vec![("2025-03-10", vec![relay])]));
        let files: Vec<&str> =
            text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect();
        assert!(files.is_empty(), "{files:?}");
        assert!(text.contains("#LOA-LIVE:12 Mở đầu\n"), "{text}");
        assert!(text.contains("#LOA-SUBSTITUTE:2025-03-10/1700-tiep-am-du-phong.wav\n"));
    }
}
