# The words of `loa serve`.
about-serve = Serve the publication, for stations to pull
usage-of-serve = loa serve [FOLDER] [--listen ADDRESS] [--log]
after-serve =
    Examples:
      loa serve                           only this machine reaches it, at http://127.0.0.1:8180/
      loa serve --listen 0.0.0.0:8180     other machines of the network reach it too
      loa serve --behind-proxy            behind another web server
help-served = the publication's folder (default: out/publication of the project)
help-listen = at which address to listen (default 127.0.0.1:8180)
help-log = print a line for each request
help-behind-proxy = behind another web server: no limits for each address
value-served = FOLDER
value-listen = ADDRESS
usage-bad-address = cannot read the address { $value }; write it as 127.0.0.1:8180 or 0.0.0.0:8180
serve-no-publication = { $path } is not a publication; run loa publish first, or name the publication's folder
serve-address-in-use = another program uses { $address }; choose another port, as --listen 127.0.0.1:8181
serve-address-unknown = this machine has no address { $address }; use 127.0.0.1 (this machine only) or 0.0.0.0 (all addresses)
serve-address-forbidden = { $address } may not be opened; ports below 1024 are often for administrators only, try port 8180
serve-address-fails = cannot open { $address }: { $error }
serve-here = Serving { $path } at { $url }, for this machine only (for others: --listen 0.0.0.0:8180)
serve-everywhere = Serving { $path } at { $url }; other machines use this one's address with the same port
serve-at = Serving { $path } at { $url }
serve-stop = Ctrl-C stops it
serve-stopped = Stopped
serve-missing = No such file (404)
serve-method = This server is read only (405)
serve-refused = The request is malformed or too long
serve-busy = Too many requests from this address; ask again in a minute (429)
serve-broken = The server could not read this file
# The words of `loa usb`.
about-usb = Put a station's weeks on a USB stick: a bundle to pull from, and WAVs in the order of air time
usage-of-usb = loa usb --station STATION --to STICK [--from PUBLICATION]
after-usb = Example: loa usb --station la-hai --to /media/usb. At the station: loa pull --from /media/usb, or open the folder PHAT in any player.
help-stick-station = which station
help-stick-to = the stick, plugged in
help-stick-trust = the root to verify the publication by: a file root.json or a fingerprint (default: that of the producer's keys)
help-stick-from = the publication's folder (default: out/publication of the project)
value-stick-station = STATION
value-stick-to = FOLDER
value-stick-from = FOLDER
usb-no-stick = there is no folder { $path }; is the stick plugged in?
usb-fails = { $why }; the stick is not complete, another run copies only what is missing
usb-damaged = { $path } cannot be read; run loa publish again
usb-unknown-station = this publication has no station { $name }
usb-too-large = { $path } is longer than 4 GB, which a FAT stick cannot hold
usb-done = { $weeks } of { $station } is on the stick: { $sounds } WAV files, { $size } newly written. Eject it before you pull it out.
usb-read-me =
    The weeks of { $station }.

    With the program loa: loa pull --from the folder loa of this stick. Every file is checked before it is used.
    With a player that only plays files: open the folder PHAT and the week, play the files by name, or open a day's .m3u list.
    The folder DU-PHONG: only for when the relay's signal is lost.
    What is read live has no file: see the script.

    Air time, programme, file:
usb-occupied = { $path }: this folder of the stick holds other things; nothing was written. Rename it or take another stick
usb-own-root = Note: there are no keys here to compare with, so the publication is known to be undamaged, not whose it is. With --trust that is verified too.
