# Words of publishing and keys.
about-publish = Publish: every station takes its week, signed
usage-of-publish = loa publish [OPTIONS]
after-publish = Without a week, this week and next are published. Example: loa publish --week 2025-W11 --to /srv/www/radio
about-keys = The keys publications are signed with: shown, made, renewed, replaced
usage-of-keys = loa keys [init | renew | rotate KEY | revoke KEY] [OPTIONS]
after-keys = Without a word, shows the keys and until when they are good.
about-keys-init = Make a new set of keys, without questions
usage-of-keys-init = loa keys init [OPTIONS]
after-keys-init = Keys lie outside of the project, in a folder of your own; --keys chooses another.
about-keys-renew = Make the root good for another year
usage-of-keys-renew = loa keys renew [--root-keys FOLDER]
after-keys-renew = Two of the three keys of the root are needed.
about-keys-rotate = Put a new key in the place of one
usage-of-keys-rotate = loa keys rotate KEY [--root-keys FOLDER]
after-keys-rotate = Two of the three keys of the root are needed. Publish again behind it: loa publish
about-keys-revoke = Take a lost or stolen key back; a new one takes its place
usage-of-keys-revoke = loa keys revoke KEY [--root-keys FOLDER]
after-keys-revoke = Two of the three keys of the root are needed. Publish again at once: loa publish
help-publication = the folder of the publication, or s3://BUCKET/FOLDER; out/publication unless told
value-publication = FOLDER
help-keys = the folder of the keys; one of your own unless told
value-keys = FOLDER
help-root-keys = a folder (a USB stick) with keys of the root; several times for several
value-root-keys = FOLDER
help-key = targets, snapshot, timestamp, root-1, root-2 or root-3
value-key = KEY
help-amend-published = change a week that is published: stations take the new one
help-date-thawed = choose the bulletins and music of this day anew
value-date-thawed = DATE
help-reason = why it is changed; the stations can read it
value-reason = REASON
help-unapproved-by = publish unapproved texts too; who answers for it, such as "Nguyễn Văn An, Deputy head"
value-unapproved-by = "NAME, OFFICE"
help-keep-published = how many past weeks stay; 4 unless told
value-keep-published = NUMBER
keys-made =
    A set of keys was made in { $folder }.
    - The three keys of the root are in the folder “root” there. Copy each to a USB stick of its own, keep them in three places, then remove the folder “root” from this computer: two of the three are needed once a year, or when a key is lost.
    - The other keys stay on this computer; give them to nobody.
    - The fingerprint of the root, to be read to the stations when they are set up (loa pull --trust):
      { $fingerprint }
keys-list =
    The keys in { $folder }. The fingerprint of the root, to be read to the stations when they are set up:
      { $fingerprint }
keys-here = here
keys-elsewhere = kept elsewhere
keys-root-here = Keys of the root are on this computer: copy them to USB sticks and remove them here.
keys-until = Root { $version } is good until { $date }.
keys-renewed = Renewed: root { $version } is good until { $date }. Publish again: loa publish
keys-replaced = The key { $key } was replaced (root { $version }, good until { $date }). Publish again: loa publish
keys-revoked = The key { $key } was taken back and replaced (root { $version }, good until { $date }). Publish again at once: loa publish
keys-unknown = there is no key “{ $key }”; the keys are: { $known }
keys-no-place = where are the keys to be kept? Add --keys FOLDER, outside of the project
publish-errors = Not published: there are errors to mend first, see above.
publish-unapproved =
    Not published: { $count ->
        [one] { $count } text waits for approval: { $names }
       *[other] { $count } texts wait for approval: { $names }…
    }
    Approve with loa approve; or publish unapproved, with somebody to answer for it: --unapproved-by "Name, office"
publish-changed =
    Not published: { $count ->
        [one] { $count } station's week was published and is different now: { $names }
       *[other] { $count } stations' weeks were published and are different now: { $names }…
    }
    If that is meant, say it again with --amend --reason "why".
publish-nothing = Nothing new to publish: { $folder } is as the project is.
publish-renewed = No week has changed; { $folder } was signed again, to stay good.
publish-done = Published { $weeks }, { $count ->
        [one] { $count } station's week
       *[other] { $count } stations' weeks
    }, in { $folder }: { $files } files written, { $megabytes } MB.
publish-ends-soon = Warning: the publication is good only until { $date }. Publish again (loa publish), and renew the root if need be (loa keys).
fault-no-keys = { $path }: there are no keys yet. Make them with: loa keys init
fault-keys-already = { $path }: there are keys here already; nothing is written over
fault-key-open = { $path }: others can read this key. Mend it with chmod 600, and if others used this computer, replace the key: loa keys revoke
fault-key-damaged = { $path }: no key, or not the one the root names
fault-root-keys = { $wanted } keys of the root are needed and { $found } were found. Plug in the stick that has them and name its folder with --root-keys
fault-root-expired = the root is not good any more since { $date }. Renew it with two keys of the root: loa keys renew --root-keys FOLDER
fault-publication = { $path }: the publication is not whole ({ $why }). Somebody may have changed this folder. Move it away and publish again: the numbers go on
publish-sent = Copied to the store: { $files } files, { $megabytes } MB; { $removed } old files removed.
publish-no-variable = where is the store, and who asks? The environment variable { $name } is missing
fault-upload = { $place }: the store does not take it ({ $why }). What is there is whole as it was; say it again and it goes on
