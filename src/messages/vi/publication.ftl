# Lời của việc phát hành và khóa ký.
about-publish = Phát hành: mọi đài lấy tuần của mình, có chữ ký
usage-of-publish = loa publish [TÙY CHỌN]
after-publish = Không ghi tuần thì phát hành tuần này và tuần sau. Ví dụ: loa publish --week 2025-W11 --to /srv/www/truyen-thanh
about-keys = Khóa ký của nơi phát hành: xem, tạo, gia hạn, thay
usage-of-keys = loa keys [init | renew | rotate KHÓA | revoke KHÓA] [TÙY CHỌN]
after-keys = Không ghi gì thì cho xem các khóa và hạn dùng.
about-keys-init = Tạo một bộ khóa mới, không hỏi gì
usage-of-keys-init = loa keys init [TÙY CHỌN]
after-keys-init = Khóa nằm ngoài dự án, trong thư mục riêng của người dùng; --keys chọn chỗ khác.
about-keys-renew = Gia hạn gốc thêm một năm
usage-of-keys-renew = loa keys renew [--root-keys THƯ-MỤC]
after-keys-renew = Cần hai trong ba khóa gốc.
about-keys-rotate = Thay một khóa bằng khóa mới
usage-of-keys-rotate = loa keys rotate KHÓA [--root-keys THƯ-MỤC]
after-keys-rotate = Cần hai trong ba khóa gốc. Sau đó phát hành lại: loa publish
about-keys-revoke = Hủy một khóa bị mất hay bị lộ; khóa mới thay vào
usage-of-keys-revoke = loa keys revoke KHÓA [--root-keys THƯ-MỤC]
after-keys-revoke = Cần hai trong ba khóa gốc. Sau đó phát hành lại ngay: loa publish
help-publication = thư mục của bản phát hành, hoặc s3://KHO/THƯ-MỤC; không ghi thì out/publication
value-publication = THƯ-MỤC
help-keys = thư mục của các khóa; không ghi thì thư mục riêng của người dùng
value-keys = THƯ-MỤC
help-root-keys = thư mục (USB) có khóa gốc; ghi nhiều lần cho nhiều thư mục
value-root-keys = THƯ-MỤC
help-key = targets, snapshot, timestamp, root-1, root-2 hoặc root-3
value-key = KHÓA
help-amend-published = sửa tuần đã phát hành: các đài lấy bản mới
help-date-thawed = chọn lại bản tin và nhạc của ngày này
value-date-thawed = NGÀY
help-reason = vì sao sửa, các đài được đọc
value-reason = LÝ-DO
help-unapproved-by = phát hành cả lời chưa duyệt; ai chịu trách nhiệm, ví dụ "Nguyễn Văn An, Phó Trưởng Đài"
value-unapproved-by = "TÊN, CHỨC VỤ"
help-keep-published = giữ lại mấy tuần đã qua; không ghi là 4
value-keep-published = SỐ
keys-made =
    Đã tạo bộ khóa ký trong { $folder }.
    - Ba khóa gốc nằm trong thư mục “root” ở đó. Chép mỗi khóa vào một USB, cất ba nơi khác nhau, rồi xóa thư mục “root” khỏi máy này: mỗi năm một lần, hoặc khi mất khóa, mới cần đến hai trong ba khóa ấy.
    - Các khóa khác ở lại máy này, không đưa cho ai.
    - Dấu vân tay của gốc, đọc cho các đài khi cài đặt (loa pull --trust):
      { $fingerprint }
keys-list =
    Các khóa trong { $folder }. Dấu vân tay của gốc, đọc cho các đài khi cài đặt:
      { $fingerprint }
keys-here = ở đây
keys-elsewhere = cất nơi khác
keys-root-here = Khóa gốc còn nằm trong máy này: hãy chép sang USB rồi xóa khỏi đây.
keys-until = Gốc bản { $version } dùng được đến ngày { $date }.
keys-renewed = Đã gia hạn: gốc bản { $version } dùng được đến ngày { $date }. Hãy phát hành lại: loa publish
keys-replaced = Đã thay khóa { $key } (gốc bản { $version }, đến ngày { $date }). Hãy phát hành lại: loa publish
keys-revoked = Đã hủy khóa { $key } và thay khóa mới (gốc bản { $version }, đến ngày { $date }). Hãy phát hành lại ngay: loa publish
keys-unknown = không có khóa nào tên “{ $key }”; các khóa là: { $known }
keys-no-place = không biết để khóa ở đâu: thêm --keys THƯ-MỤC, ngoài thư mục của dự án
publish-errors = Chưa phát hành: còn lỗi phải sửa trước, xem ở trên.
publish-unapproved =
    Chưa phát hành: { $count } lời chưa ai duyệt: { $names }…
    Duyệt bằng loa approve; hoặc phát hành mà vẫn chưa duyệt, có người chịu trách nhiệm: --unapproved-by "Họ tên, chức vụ"
publish-changed =
    Chưa phát hành: { $count } tuần của các đài đã phát hành rồi mà nay khác đi: { $names }…
    Nếu đúng là muốn sửa, gõ lại với --amend --reason "vì sao".
publish-nothing = Không có gì mới để phát hành: { $folder } đã đúng như dự án.
publish-renewed = Không có tuần nào thay đổi; đã ký lại { $folder } cho còn hạn.
publish-done = Đã phát hành { $weeks }, { $count } tuần của các đài, trong { $folder }: ghi { $files } tệp, { $megabytes } MB.
publish-ends-soon = Cảnh báo: bản phát hành chỉ dùng được đến ngày { $date }. Hãy phát hành lại (loa publish), và gia hạn gốc nếu cần (loa keys).
fault-no-keys = { $path }: chưa có khóa ký. Tạo bằng lệnh: loa keys init
fault-keys-already = { $path }: đã có khóa ở đây, không ghi đè
fault-key-open = { $path }: người khác đọc được tệp khóa này. Sửa quyền bằng lệnh chmod 600, và nếu người khác đã dùng máy này thì thay khóa: loa keys revoke
fault-key-damaged = { $path }: không phải tệp khóa, hoặc không khớp với gốc
fault-root-keys = cần { $wanted } khóa gốc mà chỉ thấy { $found }. Cắm USB có khóa gốc vào rồi chỉ thư mục bằng --root-keys
fault-root-expired = gốc đã hết hạn từ { $date }. Gia hạn bằng hai khóa gốc: loa keys renew --root-keys THƯ-MỤC
fault-publication = { $path }: bản phát hành không nguyên vẹn ({ $why }). Có thể ai đó đã sửa thư mục này. Hãy chuyển nó đi chỗ khác rồi phát hành lại: số bản vẫn tiếp tục
publish-sent = Đã chép lên kho: { $files } tệp, { $megabytes } MB; bỏ { $removed } tệp cũ.
publish-no-variable = chưa biết kho ở đâu hay ai hỏi: thiếu biến môi trường { $name }
fault-upload = { $place }: kho không nhận ({ $why }). Bản trên kho vẫn nguyên như trước; gõ lại lệnh thì chép tiếp
today-publication-ends = Bản phát hành chỉ còn dùng được đến ngày { $date }. Ký lại: loa publish
today-root-ends = Gốc của bản phát hành chỉ còn dùng được đến ngày { $date }. Gia hạn bằng hai khóa gốc: loa keys renew, rồi loa publish
fault-occupied = { $path }: trong thư mục này có thứ khác, hoặc bản phát hành ký bằng bộ khóa khác; không ghi đè. Hãy chỉ một thư mục trống bằng --to
publish-no-name = --unapproved-by: phải ghi tên người chịu trách nhiệm, ví dụ "Nguyễn Văn An, Phó Trưởng Đài"
publish-frees-nothing = không có lần phát nào là “{ $name }” trong những tuần phát hành; xem id bằng lệnh loa plan --format json
keys-in-project = Cảnh báo: { $folder } nằm trong dự án; ai có bản sao của dự án thì có cả khóa. Nên để khóa ngoài dự án.
keys-new-root = Khóa mới ở { $path }: hãy chép sang USB rồi xóa khỏi đây.
