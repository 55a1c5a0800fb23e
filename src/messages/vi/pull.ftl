# Lấy về: đài nhận lấy tuần của mình từ một bản phát hành.

help-origin = lấy từ đâu: địa chỉ http(s), thư mục, hoặc một tệp .zip
help-station-pulled = đài nào; chỉ cần ghi lần đầu
help-into = thư mục của đài nhận, nơi các tuần được đặt vào
help-trust = tin ai: tệp root.json, hoặc dấu vân tay của nó; chỉ cần ghi lần đầu
help-budget = mỗi tuần lấy về nhiều nhất bao nhiêu MB
help-limit = lấy về nhanh nhất bao nhiêu kB mỗi giây
help-keep = giữ bao nhiêu tuần; không ghi thì bốn
help-pull-check = đọc lại từng tệp đã có, tệp nào hỏng thì lấy lại
help-pull-watch = cứ chạy và hỏi mãi; dừng bằng Ctrl-C
help-every = bao lâu hỏi một lần, ví dụ "60 giây"
value-origin = NƠI-PHÁT-HÀNH
value-station-pulled = ĐÀI
value-into = THƯ-MỤC
value-trust = TỆP|DẤU-VÂN-TAY
value-budget = MB
value-limit = KB
value-keep = SỐ
value-every = KHOẢNG
about-pull = Đài nhận lấy tuần của mình về: chỉ lấy phần còn thiếu, kiểm từng tệp
usage-of-pull = loa pull --from NƠI-PHÁT-HÀNH --station ĐÀI --into THƯ-MỤC --trust DẤU-VÂN-TAY [TÙY CHỌN]
after-pull = Lần đầu cần --trust: dấu vân tay do nơi phát hành đọc cho. Những lần sau: loa pull --into THƯ-MỤC, hoặc cứ gõ loa pull trong thư mục ấy. Kết thúc bằng mã 1 khi từ chối, 3 khi mạng, đĩa hay hạn mức không cho phép; tuần đang có thì luôn còn nguyên. Trong dự án có ghi upstream: gõ loa pull để lấy về các đài ghi ở đó.

pull-no-folder = chưa biết lấy về thư mục nào; ghi --into THƯ-MỤC
pull-not-upstream = `upstream` trong network.ron không có đài ấy; bỏ --station để lấy về tất cả
pull-no-origin = chưa biết lấy từ đâu; ghi --from với địa chỉ của bản phát hành
pull-no-station = chưa biết đây là đài nào; ghi --station ĐÀI
pull-no-trust = chưa biết tin ai nên không lấy gì. Hãy hỏi nơi phát hành (gọi điện, không qua mạng) dấu vân tay khóa gốc, rồi gõ lại kèm --trust DẤU-VÂN-TAY
pull-not-a-trust = { $given } không phải tệp root.json, cũng không phải dấu vân tay (64 chữ số và chữ cái từ a đến f)
pull-every = --every "{ $written }" không phải một khoảng từ 1 giây trở lên; ví dụ "60 giây"
pull-other-root = khóa gốc ở đây không phải khóa bạn tin: dấu vân tay là { $found }, còn bạn ghi { $wanted }. Đừng dùng; hỏi lại nơi phát hành
pull-locked = một lệnh loa khác đang lấy về thư mục này ({ $path }); chờ xong rồi thử lại

pull-unreachable = không tới được { $path }: { $error }. Kiểm tra mạng; lần sau sẽ lấy tiếp từ chỗ dừng
pull-status = máy chủ trả lời mã { $status } cho { $path }; báo cho nơi phát hành nếu còn mãi
pull-page = { $path } trả về một trang web thay vì bản phát hành: trông như trang đăng nhập mạng. Mở trình duyệt, đăng nhập mạng rồi thử lại
pull-slow = { $path } gần như không gửi gì nữa; lần sau sẽ lấy tiếp từ chỗ dừng
pull-missing = bản phát hành thiếu { $path }: địa chỉ sai, hoặc chưa phát hành xong
pull-not-an-origin = { $path } không phải địa chỉ http(s), thư mục hay tệp .zip của một bản phát hành
pull-stopped = đã dừng theo yêu cầu; lần sau sẽ lấy tiếp từ chỗ dừng

pull-expired = chữ ký ({ $path }) hết hạn lúc { $expires }; đồng hồ máy này chỉ { $now }. Nếu đồng hồ sai thì chỉnh lại; nếu đúng thì nơi phát hành chưa ký lại, hoặc có người đưa bản cũ: báo cho nơi phát hành
pull-unsigned = không đủ chữ ký của nơi phát hành mà bạn tin ({ $path }): có thể là giả mạo. Không dùng; báo cho nơi phát hành và cứ phát tuần đang có
pull-rollback = bản này cũ hơn bản đã thấy ({ $path }): có người đưa lại bản cũ. Không dùng; báo cho nơi phát hành
pull-mixed = các phần không khớp với chữ ký ({ $path }): có thể bị tráo hoặc trộn. Không dùng; thử lại, còn mãi thì báo cho nơi phát hành
pull-unreadable = không đọc được bản phát hành ({ $path }); thử lại, còn mãi thì báo cho nơi phát hành
pull-no-such-station = bản phát hành này không có đài “{ $path }” (và không kể ra nó có những đài nào); kiểm tra lại --station với nơi phát hành
pull-foreign = gói này là của “{ $found }”, không phải của “{ $wanted }”. Không dùng; báo cho nơi phát hành
pull-newer = gói này do bản loa mới hơn làm ({ $path }); cài bản loa mới rồi lấy lại
pull-bad-package = gói có chỗ không hợp lệ ({ $path }). Không dùng; báo cho nơi phát hành
pull-altered = { $path } không đúng như đã ký. Không dùng; thử lại, còn mãi thì báo cho nơi phát hành
pull-truncated = { $path } bị cụt: có { $found } byte, đã ký { $wanted } byte. Không dùng; thử lại, còn mãi thì báo cho nơi phát hành
pull-wrong-sound = mảnh âm thanh { $path } không phải tiếng đã ký. Không dùng; báo cho nơi phát hành
pull-wrong-wav = { $path } ghép xong không giống tệp của nơi phát hành. Không dùng; có thể hai nơi dùng hai bản loa khác nhau: hỏi nơi phát hành

pull-budget = âm thanh còn thiếu { $needed }, mà hạn mức tuần này chỉ còn { $left }; hạn mức mới từ { $next }. Lời và bảng phát đã lấy về, ở { $texts }
pull-rotten = một mảnh âm thanh trên đĩa này đã hỏng và được bỏ đi; gõ lại lệnh để lấy lại mảnh ấy

pull-stays = tuần đang có vẫn còn nguyên, cứ phát: { $weeks }
pull-nothing-stays = chưa có tuần nào ở đây
pull-clock-behind = bản phát hành được làm lúc { $made }, muộn hơn đồng hồ máy này: đồng hồ đang chậm, hãy chỉnh lại
pull-all-ended = theo đồng hồ máy này thì mọi tuần đã qua: có lẽ đồng hồ sai; vẫn lấy các tuần mới nhất
pull-taking = Tuần { $week } (lần { $revision }): lấy về { $size }
pull-all-checked = Đã đọc lại từng tệp: đủ và đúng. Đang có: { $weeks }
pull-station = Đài { $station }:
pull-nothing-new = Không có gì mới. Đang có: { $weeks }
pull-placed = Đã có tuần { $week } (lần { $revision }){ $reason }: { $sounds } tệp âm thanh mới
pull-reason = , sửa vì: { $reason }
pull-receipt = Lấy về { $size } trong { $length } từ { $from }
