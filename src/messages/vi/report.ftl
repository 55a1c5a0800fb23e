# Lời của báo cáo: những gì đã phát trong một kỳ.
report-title = Báo cáo
report-subject-campaign = Kết quả tuyên truyền { $campaign } trên { $network } { $period }
report-subject-all = Kết quả phát thanh của { $network } { $period }
report-period = từ ngày { $first } đến ngày { $last }
report-period-day = ngày { $day }
# Đoạn văn chép thẳng vào báo cáo của cơ quan.
report-aired = { $period }, { $network } đã phát { $texts }, { $airings } ({ $first } phát mới, { $repeats } phát lại), tổng thời lượng { $minutes } phút{ $about }.
report-aired-nothing = { $period }, { $network } chưa có tin, bài nào được xác nhận là đã phát{ $about }.
report-about = , tuyên truyền { $campaign }
report-about-document = , tuyên truyền { $campaign } theo { $document }
report-texts = { $count ->
       *[other] { $shown } tin, bài
    }
report-airings = { $count ->
       *[other] { $shown } lượt
    }
report-airings-of = { $count ->
       *[other] { $shown } lượt
    }
report-by-topic = Chia theo chủ đề: { $topics }.
report-one-topic = { $topic }) { $texts }, { $airings }
report-never = Chủ đề chưa phát: { $topics }.
report-occurrences = Theo lịch có { $planned } lượt chương trình: { $outcomes }.
report-outcome = { $count } lượt { $outcome }
report-outcome-aired = { $count } lượt đã phát đúng lịch
report-unconfirmed = { $count } lượt có trong lịch nhưng chưa được xác nhận, không tính là đã phát.
report-other-channels = Trên các kênh khác: { $channels }.
report-other-channel = { $name } { $count }
# Các mục và các bảng.
report-section-topics = Kết quả theo chủ đề
report-section-weeks = Lượt phát theo chủ đề và tuần
report-section-units = Kết quả theo đơn vị
report-section-failures = Chương trình không phát được, phát dở, phát muộn, nhường giờ
report-section-never = Chủ đề chưa phát
report-section-targets = Chỉ tiêu
report-section-outside = Phát ngoài lịch
report-section-channels = Kênh khác
report-section-late = Đơn vị chưa gửi nhật ký
report-topic = Chủ đề
report-content = Nội dung
report-supplier = Cơ quan cung cấp
report-text-count = Tin, bài
report-first = Phát mới
report-repeats = Phát lại
report-airing-count = Lượt phát
report-minutes = Phút
report-total = Cộng
report-all-texts = Tất cả tin, bài
report-counted-once = Dòng cộng tính một lần tin, bài thuộc nhiều chủ đề và tin, bài phát ở nhiều đơn vị.
report-week-of = Tuần từ { $monday }
report-unit = Đơn vị
report-planned = Lượt theo lịch
report-as-planned = Đúng lịch
report-partly = Muộn, dở, nhường giờ
report-missed = Không phát được
report-not-confirmed = Chưa xác nhận
report-unit-notes = { $name } ({ $notes })
report-unit-replaces = thay { $names }
report-unit-days = { $period }
report-no-log = chưa gửi nhật ký
report-when = Thời gian
report-what = Chương trình
report-became = Kết quả
report-lost = Mất, phút
report-cause = Lý do
report-no-cause = chưa ghi lý do
report-nothing-failed = Không có trong những lượt đã xác nhận.
report-never-at = { $unit }: { $topics }
report-never-anywhere = Chưa đơn vị nào phát: { $topics }.
report-targets-met = Đạt { $met }/{ $all } chỉ tiêu của các đơn vị đã gửi nhật ký.
report-unmet = Kỳ chưa đạt: đạt/chỉ tiêu
report-met = Số kỳ đạt
report-unmet-airings = { $reached }/{ $wanted } lượt ({ $days })
report-unmet-minutes = { $reached }/{ $wanted } phút ({ $days })
report-all-topics = mọi chủ đề
report-told = Nội dung
report-by = Người ghi
report-without-words = không ghi
report-channel = Kênh
report-count = Số lượng
report-of-units = Theo đơn vị
report-due-left = Hạn báo cáo { $due }, còn { $days } ngày.
report-due-today = Hạn báo cáo { $due }, là hôm nay.
report-due-past = Hạn báo cáo { $due }, đã quá { $days } ngày.
report-all-sent = Đơn vị nào cũng đã gửi nhật ký.
report-late-counts = Lượt theo lịch của các đơn vị này chưa được xác nhận, không tính là đã phát.
report-made = Lập lúc { $time } ngày { $date }.
