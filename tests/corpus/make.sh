#!/bin/sh
# Makes the sounds that tests/mutations.rs and fuzz/ damage: 0.1 to 0.3 s of a swelling tone, small in every format.
# Needs ffmpeg and sox; run in this folder.
set -eu

# Seconds, rate, channels, then ffmpeg's words.
make() {
    seconds=$1 rate=$2 channels=$3
    shift 3
    ffmpeg -v error -y -f lavfi -i "sine=frequency=440:sample_rate=$rate:duration=$seconds,volume=10dB,tremolo=f=9" \
        -ac "$channels" -map_metadata -1 -fflags +bitexact -flags:a +bitexact "$@"
}

make 0.2 8000 1 -c:a pcm_s16le pcm16.wav
make 0.1 8000 2 -c:a pcm_s24le pcm24.wav
make 0.1 11025 1 -c:a pcm_f32le float.wav
make 0.3 8000 1 -c:a pcm_mulaw ulaw.wav
make 0.3 8000 1 -c:a pcm_alaw alaw.wav
make 0.3 22050 1 -c:a adpcm_ima_wav adpcm-ima.wav
make 0.3 22050 1 -c:a adpcm_ms adpcm-ms.wav
make 0.05 8000 6 -c:a pcm_s16le six.wav
make 0.1 8000 1 -c:a pcm_s16le -rf64 always long.wav
make 0.1 22050 2 -c:a flac -sample_fmt s16 -compression_level 12 -metadata_header_padding 16 flac.flac
make 0.3 44100 1 -c:a libmp3lame -b:a 64k -metadata title="Nhạc hiệu" tagged.mp3
make 0.2 44100 2 -c:a libmp3lame -q:a 7 -write_xing 0 -id3v2_version 0 untagged.mp3
make 0.2 44100 1 -c:a libvorbis -q:a 0 vorbis.ogg
make 0.2 48000 1 -c:a libopus -b:a 24k opus.ogg
make 0.2 44100 1 -c:a aac -b:a 48k aac.m4a
make 0.2 44100 1 -c:a aac -b:a 48k -movflags frag_keyframe+empty_moov -f mp4 fragmented.m4a
make 0.1 22050 1 -c:a alac alac.m4a
make 0.2 44100 1 -c:a aac -b:a 48k -f adts adts.aac
make 0.1 8000 1 -c:a pcm_s16be aiff.aiff
sox -n -r 8000 -c 1 -b 16 -e signed -t aifc aifc.aifc synth 0.1 sine 440
