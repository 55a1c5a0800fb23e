# Pull: a receiving station takes its weeks from a publication.

help-origin = from where: an http(s) address, a folder, or a .zip file
help-station-pulled = which station; only needed the first time
help-into = the receiving station's folder, where the weeks come to stand
help-trust = whom to trust: a root.json, or its fingerprint; only needed the first time
help-budget = take at most so many MB a week
help-limit = take at most so many kB a second
help-keep = keep so many weeks; else four
help-pull-check = read every file that is there, and take again what is damaged
help-pull-watch = stay and ask again and again; stop with Ctrl-C
help-every = how often to ask, for example "60 s"
value-origin = PUBLICATION
value-station-pulled = STATION
value-into = FOLDER
value-trust = FILE|FINGERPRINT
value-budget = MB
value-limit = KB
value-keep = NUMBER
value-every = LENGTH
about-pull = A station takes its weeks: only what it lacks, every file checked
usage-of-pull = loa pull --from PUBLICATION --station STATION --into FOLDER --trust FINGERPRINT [OPTIONS]
after-pull = The first time needs --trust: the fingerprint that the producer reads out to you. Later: loa pull --into FOLDER, or just loa pull inside that folder. Ends with 1 when something is refused, 3 when network, disk or budget stand in the way; the week in place always stays. In a project that names an upstream: loa pull takes the stations named there.

pull-no-folder = into which folder? Give --into FOLDER
pull-not-upstream = `upstream` in network.ron does not name that station; leave out --station to pull all of them
pull-no-origin = from where? Give --from with the address of the publication
pull-no-station = which station is this? Give --station STATION
pull-no-trust = nobody is trusted yet, so nothing was taken. Ask the producer (by telephone, not over the network) for the fingerprint of the root key, then type this again with --trust FINGERPRINT
pull-not-a-trust = { $given } is no root.json, and no fingerprint either (64 digits and letters a to f)
pull-every = --every "{ $written }" is no length of one second or more; for example "60 s"
pull-other-root = the root key here is not the one you trust: its fingerprint is { $found }, you gave { $wanted }. Do not use it; ask the producer again
pull-locked = another loa is pulling into this folder ({ $path }); wait until it is done, then try again

pull-unreachable = cannot reach { $path }: { $error }. Check the network; the next pull goes on from where this stopped
pull-status = the server answers { $status } for { $path }; tell the producer if it stays so
pull-page = { $path } gives a web page instead of the publication: looks like a login page of the network. Open a browser, log in to the network, then try again
pull-slow = { $path } sends next to nothing any more; the next pull goes on from where this stopped
pull-missing = the publication lacks { $path }: a wrong address, or it is not published to the end yet
pull-not-an-origin = { $path } is no http(s) address, folder or .zip file of a publication
pull-stopped = stopped as asked; the next pull goes on from where this stopped

pull-expired = the signature ({ $path }) expired at { $expires }; this computer's clock says { $now }. If the clock is wrong, set it; if it is right, the producer has not signed again, or somebody hands out an old publication: tell the producer
pull-unsigned = not signed by the producer you trust ({ $path }): it may be forged. Not used; tell the producer, and keep airing the week in place
pull-rollback = this is older than what was seen before ({ $path }): somebody hands out an old publication. Not used; tell the producer
pull-mixed = the parts do not match what was signed ({ $path }): they may be exchanged or mixed. Not used; try again, and tell the producer if it stays so
pull-unreadable = the publication cannot be read ({ $path }); try again, and tell the producer if it stays so
pull-no-such-station = there is no station “{ $path }” in this publication (and it does not tell which it has); check --station with the producer
pull-foreign = this package is of “{ $found }”, not of “{ $wanted }”. Not used; tell the producer
pull-newer = this package was made by a newer loa ({ $path }); install the newer loa, then pull again
pull-bad-package = the package has something in it that may not be ({ $path }). Not used; tell the producer
pull-altered = { $path } is not what was signed. Not used; try again, and tell the producer if it stays so
pull-truncated = { $path } is cut short: { $found } bytes, signed were { $wanted }. Not used; try again, and tell the producer if it stays so
pull-wrong-sound = the piece { $path } is not the sound that was signed. Not used; tell the producer
pull-wrong-wav = { $path } does not become the producer's file. Not used; the two may have different versions of loa: ask the producer

pull-budget = the audio needs { $needed } more, and only { $left } is left of this week's budget; a new one begins { $next }. Texts and sheets were taken, and are in { $texts }
pull-rotten = a piece on this disk was damaged and was removed; type the command again to take it anew

pull-stays = what is in place stays whole, keep airing: { $weeks }
pull-nothing-stays = no week is in place yet
pull-clock-behind = the publication was made at { $made }, later than this computer's clock: the clock is behind, set it
pull-all-ended = by this computer's clock all weeks are over: the clock may be wrong; the newest weeks are taken all the same
pull-taking = Week { $week } (revision { $revision }): taking { $size }
pull-all-checked = Every file was read through: all are there and right. In place: { $weeks }
pull-station = Station { $station }:
pull-nothing-new = Nothing new. In place: { $weeks }
pull-placed = Week { $week } is in place (revision { $revision }){ $reason }: { $sounds } new sound files
pull-reason = , amended because: { $reason }
pull-receipt = Took { $size } in { $length } from { $from }
