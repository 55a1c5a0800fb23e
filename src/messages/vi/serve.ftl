# Lời của `loa serve`.
about-serve = Mở bản phát hành cho các đài lấy về qua mạng
usage-of-serve = loa serve [THƯ-MỤC] [--listen ĐỊA-CHỈ] [--log]
after-serve =
    Ví dụ:
      loa serve                           chỉ máy này vào được, tại http://127.0.0.1:8180/
      loa serve --listen 0.0.0.0:8180     máy khác trong mạng cũng vào được
      loa serve --behind-proxy            khi đứng sau một máy chủ web khác
help-served = thư mục của bản phát hành (mặc định: out/publication của dự án)
help-listen = chờ ở địa chỉ nào (mặc định 127.0.0.1:8180)
help-log = in mỗi lần có đài hay người xem hỏi, một dòng
help-behind-proxy = đứng sau máy chủ web khác: không giới hạn riêng từng địa chỉ
value-served = THƯ-MỤC
value-listen = ĐỊA-CHỈ
usage-bad-address = không đọc được địa chỉ { $value }; ghi như 127.0.0.1:8180 hoặc 0.0.0.0:8180
serve-no-publication = { $path } không phải là một bản phát hành; chạy loa publish trước, hoặc ghi thư mục của bản phát hành
serve-address-in-use = { $address } đã có chương trình khác dùng; chọn cổng khác, ví dụ --listen 127.0.0.1:8181
serve-address-unknown = máy này không có địa chỉ { $address }; dùng 127.0.0.1 (chỉ máy này) hoặc 0.0.0.0 (mọi địa chỉ)
serve-address-forbidden = không được phép mở { $address }; cổng dưới 1024 thường chỉ dành cho quản trị, thử cổng 8180
serve-address-fails = không mở được { $address }: { $error }
serve-here = Đang mở { $path } tại { $url }, chỉ máy này vào được (máy khác: thêm --listen 0.0.0.0:8180)
serve-everywhere = Đang mở { $path } tại { $url }; máy khác vào bằng địa chỉ của máy này, cùng cổng
serve-at = Đang mở { $path } tại { $url }
serve-stop = Ctrl-C để dừng
serve-stopped = Đã dừng
serve-missing = Không có tệp này (404)
serve-method = Máy chủ này chỉ cho đọc (405)
serve-refused = Yêu cầu không đúng dạng hoặc quá dài
serve-busy = Địa chỉ này hỏi quá nhiều; một phút nữa hãy hỏi lại (429)
serve-broken = Máy chủ không đọc được tệp này
# Lời của `loa usb`.
about-usb = Chép các tuần của một đài vào USB: gói lấy về được, và tệp WAV theo thứ tự phát
usage-of-usb = loa usb --station ĐÀI --to Ổ-USB [--from BẢN-PHÁT-HÀNH]
after-usb = Ví dụ: loa usb --station la-hai --to /media/usb. Ở đài: loa pull --from /media/usb, hoặc mở thư mục PHAT bằng máy phát nhạc.
help-stick-station = đài nào
help-stick-to = ổ USB, đã cắm
help-stick-trust = gốc để kiểm bản phát hành: tệp root.json hoặc dấu vân tay (mặc định: gốc của khóa nơi phát hành)
help-stick-from = thư mục của bản phát hành (mặc định: out/publication của dự án)
value-stick-station = ĐÀI
value-stick-to = THƯ-MỤC
value-stick-from = THƯ-MỤC
usb-no-stick = không có thư mục { $path }; USB đã cắm chưa?
usb-fails = { $why }; trên USB chưa đủ, làm lại thì chỉ chép phần còn thiếu
usb-damaged = { $path } không đọc được; chạy lại loa publish
usb-unknown-station = bản phát hành này không có đài { $name }
usb-too-large = { $path } dài hơn 4 GB, USB định dạng FAT không chứa được
usb-done = Đã chép { $weeks } của { $station }: { $sounds } tệp WAV, ghi mới { $size }. Tháo USB an toàn rồi hãy rút.
usb-read-me =
    Các tuần phát thanh của { $station }.

    Máy có chương trình loa: loa pull --from thư mục loa của USB này. Mọi tệp được kiểm lại trước khi dùng.
    Máy chỉ biết phát tệp: mở thư mục PHAT, chọn tuần, phát theo thứ tự tên tệp, hoặc mở danh sách .m3u của ngày.
    Thư mục DU-PHONG: chỉ phát khi mất tín hiệu tiếp âm.
    Chỗ đọc trực tiếp không có tệp: xem kịch bản.

    Giờ phát, chương trình, tên tệp:
usb-occupied = { $path }: thư mục này trên USB đang chứa thứ khác; không ghi vào. Hãy đổi tên nó hoặc dùng USB khác
usb-own-root = Lưu ý: ở đây không có khóa để đối chiếu, nên chỉ kiểm được bản phát hành nguyên vẹn, không kiểm được là của ai. Muốn kiểm cả điều đó, thêm --trust.
