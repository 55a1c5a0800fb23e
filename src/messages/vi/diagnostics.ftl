### Lời báo về những gì cần sửa trong tệp của đài.
### Mỗi mã trong src/diagnostic/code.rs có một câu mang đúng tên mã; tiếp theo là gợi ý, nhãn và các mảnh câu.

## Chữ và dấu trong tệp

not-utf8 = tệp “{ $path }” không phải chữ Unicode (UTF-8), nên không đọc được
file-too-large = tệp “{ $path }” nặng { $megabytes } MB; tệp chữ chỉ được nặng tối đa { $most } MB
left-out = bỏ qua “{ $path }”: { $why }
left-out-link = liên kết này không dẫn tới tệp nào đọc được
left-out-circle = thư mục này dẫn về chính thư mục chứa nó
left-out-name = tên có ký tự không phải Unicode
unknown-field = không có trường `{ $found }` ở đây; các trường ghi được: { $known }
unknown-word = không dùng được chữ `{ $found }` ở đây; các chữ ghi được: { $known }
missing-field = còn thiếu trường `{ $field }`
duplicate-field = trường `{ $field }` được ghi hai lần
too-deep = có quá nhiều lớp ngoặc lồng nhau
end-of-file = tệp hết giữa chừng, còn ngoặc hoặc dấu " chưa đóng
curly-quote = dấu nháy cong của phần mềm soạn văn bản không dùng được ở đây
expected = ở đây lẽ ra phải là { $what }
syntax = chỗ này ghi chưa đúng cách: { $detail }
front-matter-line = dòng này ở đầu bản tin không có dấu hai chấm
front-matter-end = phần đầu bản tin chưa có dòng --- để kết thúc
version = chưa đọc được tệp ghi `version: { $found }`; hiện chỉ có `version: 1`

## Ngày và giờ

bad-date = không đọc được ngày “{ $found }”: { $why }
bad-time = không đọc được giờ “{ $found }”: { $why }
bad-length = không đọc được độ dài “{ $found }”: { $why }
bad-cron = không đọc được lịch `Cron`: { $why }
never-airs = lịch này không rơi vào ngày nào, nên không bao giờ phát
bad-lunar = không có ngày hay tháng âm lịch số { $found }; ở đây ghi từ 1 đến { $most }
bad-number = ở đây không ghi được { $found }; chỉ ghi số từ 1 đến { $most }
either-or = chỉ ghi một trong hai trường: `{ $one }` hoặc `{ $other }`
lunar-out-of-range = chưa có âm lịch cho ngày { $found }; bảng âm lịch đã kiểm chỉ từ { $first } đến { $last }
cron-out-of-range = lịch `Cron` không tính được cho ngày { $found }; chỉ tính được từ { $first } đến { $last }
unknown-holiday = không có ngày nghỉ, ngày lễ nào tên “{ $name }” trong tệp lịch
holiday-lapsed = tệp lịch chưa ghi ngày của “{ $name }” năm { $year }
idle-swap = đổi ngày nghỉ ở đây không thay đổi gì: ngày { $date } { $why }

## Mạng và đài

no-network = chưa có tệp khai báo mạng đài (`Network`) trong thư mục schedules
second-network = đã có một tệp khai báo mạng đài (`Network`); mỗi thư mục chỉ có một
unknown-zone = không có múi giờ nào tên “{ $name }”; giờ Việt Nam ghi là "Asia/Ho_Chi_Minh"
unknown-language = không có ngôn ngữ “{ $name }”; hãy ghi "vi" (tiếng Việt) hoặc "en" (tiếng Anh)
bad-audio = định dạng âm thanh này không dùng được; chỉ nhận { $allowed }
bad-converter = không dùng được mục này của `converters`: { $why }
bad-voice = không dùng được `voice`: { $why }
bad-upstream = không dùng được `upstream`: { $why }
bad-rate = không ai đọc { $found } tiếng mỗi phút: phải { $allowed }
duplicate-id = “{ $id }” trùng tên với chỗ khác: cả hai đều thành “{ $slug }” khi đặt tên tệp
empty-id = “{ $id }” không có chữ cái hay chữ số nào để đặt tên tệp
station-cycle = các đài này là cấp trên của nhau theo vòng tròn: { $stations }
predecessor-end = đài “{ $new }” ghi là thay cho “{ $old }”, nhưng “{ $old }” không kết thúc đúng hôm trước ngày “{ $new }” bắt đầu
unknown-station = không có đài nào tên “{ $name }”
unknown-announcer = không có phát thanh viên nào tên “{ $name }” trong `announcers`

## Những gì có sẵn để phát

unknown-clip = không có tệp âm thanh nào tên “{ $name }” trong thư mục clips
unknown-template = không có mẫu lời nào tên “{ $name }” trong thư mục scripts
ambiguous-name = “{ $name }” có thể hiểu là nhiều tên: { $fitting }
empty-pool = không có tệp âm thanh nào hợp với “{ $name }”
two-folders = hai thư mục “{ $path }” và “{ $other }” là của cùng một ngày
not-a-bulletin = không đọc “{ $path }”: bản tin phải là tệp chữ có đuôi .md
bulletin-folder = bản tin này không nằm trong thư mục đặt tên theo ngày (như 2025-03-10), nên không được dùng
bulletin-key = không có dòng `{ $found }` ở đầu bản tin; các dòng ghi được: { $known }
bulletin-incomplete = phần đầu bản tin còn thiếu dòng `{ $field }`
bulletin-priority = không có mức ưu tiên “{ $found }”; chỉ có thông thường, ưu tiên, khẩn cấp
unknown-original = ngày { $date } không có bản tin gốc nào tên “{ $name }”
bulletin-airings = số lần phát phải là số nguyên từ 1 đến { $most }; ở đây ghi “{ $found }”
bulletin-until = bản tin ngày { $date } chỉ ghi được ngày phát cuối từ hôm đó đến { $furthest }; ở đây ghi { $until }
bulletin-empty = bản tin chưa có lời nào để đọc

## Lịch phát

unknown-programme = không có chương trình nào tên “{ $name }”
unknown-slot = không tìm thấy khung giờ “{ $name }” để dùng ở đây
not-aired-there = { $station } không có khung giờ “{ $slot }”
unknown-pool = không có kho nhạc nào tên “{ $name }”
card-weight = bài không thể có trọng số { $found }; chỉ nhận từ 1 đến { $most }
unknown-campaign = không có đợt tuyên truyền nào tên “{ $name }”
unknown-topic = không có đợt tuyên truyền nào có chủ đề “{ $name }”
unknown-source = “{ $name }” không phải là đài trong mạng, cũng không có trong danh sách nguồn tiếp âm (`sources`)
unknown-section = không có chương trình nào phát mục “{ $name }”, nên bản tin này sẽ không lên sóng
length-out-of-bounds = độ dài phải lớn hơn 0 và không vượt giới hạn; ở đây tính ra { $length }
blocks-too-long = khung giờ “{ $slot }” dài { $length }, nhưng các mục ghi sẵn thời lượng trong chương trình cần { $needs }
pin-out-of-order = không ghim được phần này ở mốc { $at }: các phần trước kéo đến mốc { $room }, còn khung giờ dài { $length }
pin-after-backtimed = không ghim được phần này ở mốc { $at }: phần đứng trước, hoặc chính phần này, đã tính lùi từ cuối khung giờ
backtimed-loose = phần này tính lùi từ cuối, nhưng khung giờ “{ $slot }” không giữ đúng giờ kết thúc
only-clips-give-way = chỉ bỏ được tệp âm thanh (Clip); lời đọc không bao giờ bị bỏ, nhạc lấp giờ thì vốn tự nhường
cue-misused = chỉ dẫn vào, ra của phần này chưa đúng: { $why }
not-on-bed = phần này không đặt trên nhạc nền được
nothing = danh sách này đang trống
carry-cycle = các khung giờ này lấy tiếng của nhau theo vòng tròn: { $slots }
not-above = đài “{ $by }” không được đặt lịch cho đài “{ $station }” vì không phải cấp trên của đài ấy
second-change = khung giờ “{ $slot }” có hai thay đổi cùng ngày { $date } ở { $station }
change-days = thay đổi phải ghi một ngày (`on`), hoặc từ ngày nào (`from`, thêm `until` nếu có ngày cuối)
emergency-stands = “{ $slot }” là phát khẩn cấp của { $station }; đài cấp dưới không bỏ và không thay được
replaces-higher = “{ $slot }” không lấy được giờ của “{ $other }”, vì “{ $other }” có mức ưu tiên cao hơn
replaces-circle = những khung giờ này thay lẫn nhau thành vòng tròn: { $slots }
second-topic = { $day } có hai chủ đề: “{ $first }” và “{ $second }”; mỗi ngày chỉ phát được một
target-topic = đợt tuyên truyền này không có chủ đề “{ $name }”
target-amount = chỉ tiêu phải ghi số lượt phát (`airings`) hoặc số phút (`minutes`), một trong hai, từ 1 đến { $most }
target-twice = chỉ tiêu này trùng với một chỉ tiêu đã ghi: cùng chủ đề, cùng thời hạn, cùng loại
target-gap = cách nhau { $gap } (`gap`) thì { $airings } lượt phát không nằm gọn trong { $days } ngày
report-day = ngày trong tháng ở đây phải từ 1 đến { $most }, để tháng nào cũng có; ở đây ghi { $found }
repeat-days = số ngày lùi (`days`) để phát lại phải từ 0 đến { $most }; ở đây ghi { $days }
no-authority = phát khẩn cấp mà chưa ghi tên người ra lệnh
ends-before-start = ngày cuối đứng trước ngày đầu

## Từng ngày phát

least-beyond-length = phải còn ít nhất { $least }, nhưng cả khung giờ chỉ dài { $length }, nên không bao giờ được rút ngắn
authority-unused = `authority` chỉ dùng cho phát khẩn cấp
only-in-except = khung giờ “{ $slot }” chỉ phát những ngày mà `except` đã loại, nên không bao giờ phát
instead-in-except = khung giờ “{ $slot }” không phát những ngày này, nên thứ phát thay không bao giờ được nghe
overlap = khung giờ “{ $slot }” và “{ $other }” cùng lên sóng lúc { $at } ngày { $date } ở { $station }
quiet-hours = khung giờ “{ $slot }” phát lúc { $at } ngày { $date } ở { $station }, trong giờ yên tĩnh
too-many-sittings = khung giờ “{ $slot }” mở buổi phát thứ { $found } trong ngày { $date } ở { $station }; mỗi ngày chỉ được { $most } buổi
sitting-too-long = đến hết khung giờ “{ $slot }”, buổi phát bắt đầu lúc { $at } ngày { $date } ở { $station } dài { $length }; mỗi buổi chỉ được { $most }
change-of-nothing = khung giờ “{ $slot }” không lên sóng ngày { $date }, nên không có gì để thay đổi
carries-nothing = khung giờ “{ $slot }” lấy tiếng của “{ $source }” ở { $station }, nhưng ngày { $date } không có tiếng để lấy
repeats-nothing = khung giờ “{ $slot }” phát lại “{ $source }” của { $station }, nhưng ngày { $date } không có gì để phát lại
longer-than-slot = khung giờ “{ $slot }” dài { $length }, không đủ cho “{ $source }” dài { $needs }
repeats-unaired = khung giờ “{ $slot }” phát lại “{ $source }” của { $station }, nhưng lúc { $at } ngày { $date } chương trình ấy chưa phát xong
relay-of-nothing = { $station } không phát gì lúc { $at } ngày { $date }, nên không có gì để tiếp âm
relay-gap = { $station } không phát gì từ { $from } đến { $to } ngày { $date }, nên lúc ấy không có gì để tiếp âm

## Chọn tin bài

empty-block = ngày { $date } không có bản tin nào cho “{ $name }” ở { $station }
no-topic-today = đợt tuyên truyền “{ $name }” không có chủ đề cho ngày { $date } ở { $station }
target-missed = { $per } từ { $date } ở { $station }, { $what } chỉ có { $planned } trên { $wanted } { $unit }: { $why }
target-of-topic = chủ đề “{ $topic }”
target-of-all = cả đợt
target-week = tuần
target-month = tháng
target-airings = lượt phát
target-firsts = lượt phát mới
target-repeats = lượt phát lại
target-minutes = phút
lack-column = trong thời gian được tính không có chuyên mục nào
lack-text = còn chuyên mục chưa có bài
lack-gap = các lượt phát gần nhau quá nên không tính hết
lack-room = các chuyên mục còn lại đã dành cho bài khác
no-room = bản tin “{ $title }” cần { $needs }, nhưng mục chỉ còn { $left }, nên không được phát
bulletin-too-long = riêng bản tin “{ $title }” cần { $needs }, dài hơn cả mục ({ $length })
apart-too-long = kho nhạc “{ $pool }” không đủ để cùng một { $kin } cách nhau { $away }: ở { $station }, tuần từ { $date }, trong khoảng ấy kho được dùng { $uses } lần mà chỉ có { $clips } bài
kin-clip = bài
kin-artist = nghệ sĩ
kin-topic = chủ đề
bulletin-not-aired = bản tin “{ $title }” ngày { $date } không được phát: { $why }
bulletin-overused = bản tin “{ $title }” phát { $count } lần trong ngày { $date } ở { $station }
bulletin-not-aired-that-day = hôm đó không chương trình nào lấy bản tin này
bulletin-not-aired-until = từ hôm đó đến { $until } không chương trình nào lấy bản tin này
frozen-gone = khung giờ “{ $slot }” ngày { $date } ở { $station } đã chốt có “{ $name }”, nay không dùng được nữa
frozen-unaired = lần phát “{ $id }” đã chốt, nay lịch không còn lần phát ấy
stray-freeze = { $path } không được dùng: trong `published` chỉ có tệp do `loa freeze` ghi, tên là tuần, ví dụ 2025-W11.ron
damaged-freeze = tệp ghi những gì đã chốt có chỗ sai: chưa biết đã chốt những gì, chương trình đã dựng trước được giữ nguyên

## Mẫu lời

template-syntax = mẫu lời “{ $template }” có chỗ ghi chưa đúng cách: { $detail }
template-variable = trong mẫu lời “{ $template }”, tên “{ $name }” không có giá trị
template-unknown = trong mẫu lời “{ $template }”, không tìm thấy { $what } tên “{ $name }”
template-too-large = mẫu lời “{ $template }” quá lớn, hoặc làm quá nhiều việc ở đây
fault-circle = các mẫu lời dùng nhau theo vòng tròn: { $chain }
fault-not-of-form = bộ lọc `{ $filter }` không đọc được “{ $text }”
template-fault = mẫu lời “{ $template }” có chỗ không thực hiện được: { $detail }
empty-read = lời “{ $title }” không có chữ nào để đọc
repeated-today = lời “{ $title }” có chữ “hôm nay”, đến { $date } lại được khung giờ “{ $slot }” phát lại
unit-ended = lời “{ $title }” phát ngày { $date } gọi “{ $name }”, tên chỉ dùng đến hết ngày { $until }
unit-not-yet = lời “{ $title }” phát ngày { $date } gọi “{ $name }”, tên đến ngày { $since } mới có
not-spoken = “{ $text }” giữ nguyên như chữ viết: { $why }
not-spoken-more = trong lời này còn { $count } chỗ nữa chưa biết đọc thế nào
bad-lexicon-entry = không dùng được mục này của bảng cách đọc: { $why }
lexicon-twice = chữ viết này đã có cách đọc ở một mục trước

## Bản ghi và âm thanh

stale-recording = bản ghi “{ $path }” đọc lời số { $number } (“{ $title }”), nhưng lời ấy đã được sửa hoặc không còn phát ngày đó
recording-code = bản ghi “{ $path }” có mã của một lời khác; lời số { $number } (“{ $title }”) bây giờ có mã { $code }
recording-length = bản ghi “{ $path }” dài { $measured }, mà đọc lời số { $number } (“{ $title }”) ước hết { $estimate }
two-recordings = có hai bản ghi cùng số { $number }: “{ $path }” và “{ $other }”
unknown-recording = bản ghi “{ $path }” mang số { $number }, nhưng không có lời nào được đánh số ấy
bad-sound = không dùng được tệp âm thanh “{ $path }”: { $why }
voice-failed = giọng máy “{ $program }” không đọc được { $count } lời (đầu tiên là “{ $title }”), nên các lời ấy đọc trực tiếp: { $why }
sound-cut-off = tệp âm thanh “{ $path }” bị cụt, phát đến chỗ cụt: { $heard }
trim-twice = hai dòng cắt cho “{ $clip }”: tệp này đã có một dòng ở trên; hãy xóa một dòng
trim-unfit = phần im đã nhận cắt của “{ $clip }” không được cắt nữa: { $why }
recording-folder = không dùng bản ghi “{ $path }”: nó không nằm trong thư mục đặt tên theo ngày (như recordings/2025-03-10)
unnumbered-recording = không dùng bản ghi “{ $path }”: tên tệp phải bắt đầu bằng số in trên kịch bản (như 03 bản tin.m4a)
recording-number = số bản ghi { $number } không dùng được; số phải từ 1 đến 99999
damaged-index = sổ số bản ghi của ngày này có chỗ sai: bản ghi ngày ấy chưa dùng được, chưa cấp số nào, chương trình đã dựng trước được giữ nguyên

## Xếp vào giờ phát

words-overrun = lời đọc trong khung giờ “{ $slot }” ngày { $date } vượt giờ { $by }
clip-dropped = bỏ “{ $title }” khỏi khung giờ “{ $slot }” ngày { $date } vì khung giờ không đủ chỗ
silence-left = khung giờ “{ $slot }” ngày { $date } còn { $silence } im lặng, chưa có gì để phát
apart-broken = ở { $station }, { $date }, khung giờ “{ $slot }” phát lại { $kin } “{ $name }” của kho nhạc “{ $pool }” sau { $gap }, chưa đủ { $away }
carried-live = khung giờ “{ $slot }” lấy tiếng của chương trình có lời đọc trực tiếp ({ $count } lần phát); chỗ đọc trực tiếp được thay bằng nhạc

## Lấy tiếng từ nơi phát hành khác

upstream-not-pulled = chưa lấy về tuần { $week } của { $station } nên khung giờ “{ $slot }” chưa có tiếng của “{ $source }” (ngày { $date }; { $count } lần phát)
upstream-nothing = ngày { $date } { $station } không có “{ $source }”, hoặc có mà không có tiếng, để phát trong khung giờ “{ $slot }” ({ $count } lần phát)
upstream-unfit = không phát được “{ $source }” của { $station } trong khung giờ “{ $slot }” ngày { $date } ({ $count } lần phát): { $why }
upstream-live = “{ $source }” của { $station } có lời đọc trực tiếp; trong khung giờ “{ $slot }” chỗ ấy im lặng (ngày { $date }; { $count } lần phát)

## Gợi ý

hint-did-you-mean = Có phải ý định ghi là “{ $name }” không?
hint-straight-quote = Hãy xóa dấu ấy và gõ dấu nháy thẳng, ví dụ id: "chiều".
hint-front-matter-line = Hãy ghi tên dòng, dấu hai chấm rồi đến nội dung, ví dụ title: Lịch cắt điện ngày 10/3.
hint-front-matter = Hãy mở đầu bản tin bằng dòng ---, rồi title: Lịch cắt điện, rồi section: thông báo, rồi lại một dòng ---.
hint-network = Hãy tạo tệp schedules/network.ron, mở đầu bằng Network(version: 1, id: "dong-xuan", …), hoặc chạy lệnh loa init trong một thư mục trống.
hint-date = Hãy ghi ngày, tháng rồi đủ bốn chữ số của năm, ví dụ "10/3/2025" hoặc "2025-03-10".
hint-day-of-year = Hãy ghi ngày rồi tháng, không ghi năm, ví dụ "2/9".
hint-lunar-day-of-year = Hãy ghi ngày âm lịch (1 đến 30) rồi tháng, không ghi năm, ví dụ "15/8".
hint-time = Hãy ghi giờ từ 0 đến 23 và phút đủ hai chữ số, ví dụ "17h00" hoặc "17:00".
hint-time-range = Hãy ghi giờ đầu và giờ cuối, giữa là dấu gạch ngang, ví dụ "21h00-05h00".
hint-length = Hãy ghi số kèm đơn vị, ví dụ "30 phút", "45 giây" hoặc "1 giờ 30 phút".
hint-weekday = Hãy ghi "Thứ Hai", "Thứ 2", "T2", "Chủ nhật" hoặc "CN".
hint-cron = Hãy ghi đủ năm phần: phút, giờ, ngày, tháng, thứ (1 là thứ Hai, 0 là Chủ nhật); ví dụ "50 5 * * 1" là 5h50 mỗi thứ Hai.
hint-authority = Hãy ghi thêm người ra lệnh, ví dụ authority: "Chủ tịch UBND huyện".
hint-overlap = Hãy đổi giờ, rút ngắn `length`, ghi ở “{ $slot }” replaces: ["{ $other }"] hoặc priority: { $priority } để phát khung ấy, hoặc thay riêng ngày ấy bằng Replace(slot: "{ $other }", on: "10/3/2025", …) trong `changes`.
hint-overlap-replaces = Hãy đổi giờ, rút ngắn `length`, hoặc ghi ở “{ $slot }” replaces: ["{ $other }"] để phát khung ấy.
hint-overlap-times = Hãy đổi giờ hoặc rút ngắn `length`.
hint-known-names = Có thể dùng: { $names }.
both-hints = { $one } { $other }
hint-included-from = Mẫu này được dùng từ { $chain }.
hint-is-defined = Tên này có lúc không có; hãy đặt chỗ dùng nó giữa {"{%"} if { $name } is defined {"%}"} và {"{%"} endif {"%}"}.
hint-recording-code = Hãy nghe lại: đúng lời in trên kịch bản thì sửa mã trong tên tệp, không đúng thì ghi lại.
hint-recording-length = Hãy nghe lại từ đầu đến cuối: có thể đọc thiếu đoạn, nhầm lời, hoặc quên tắt máy thu.
hint-one-recording = Hãy nghe cả hai, giữ bản đúng và chuyển bản kia ra khỏi thư mục.
hint-number-on-sheet = Hãy xem số in trên tờ kịch bản (có sau khi gõ loa build) rồi đổi số ở đầu tên tệp.
hint-record-again = Hãy ghi âm lại theo kịch bản mới và lưu tệp với số in trên đó, hoặc xóa bản ghi cũ để phát thanh viên đọc trực tiếp.
hint-two-folders = Hãy gộp hai thư mục làm một. Trong recordings, bản ghi của ngày ấy chưa dùng được cho đến khi gộp xong.
hint-not-a-bulletin = Hãy chép lời vào tệp chữ thường, lưu với đuôi .md (mã UTF-8), mở đầu bằng dòng ---, rồi title: …, rồi section: …, rồi lại một dòng ---.
hint-damaged-index = Hãy lấy lại tệp này từ bản sao hoặc từ git. Không còn bản nào thì xoá nó cùng mọi bản ghi của ngày ấy, dựng lại rồi ghi âm theo số mới.
hint-bad-sound = Hãy nghe thử tệp; nếu hỏng thì chép lại từ bản gốc, nếu nghe được thì lưu lại thành WAV, FLAC hoặc MP3.
hint-voice-failed = Hãy cài chương trình ấy, hoặc chạy thử lệnh ấy với một đoạn lời ngắn, rồi dựng lại; không thì ghi âm các lời ấy.
hint-converter = Hãy ghi như: (extensions: ["amr"], command: ["ffmpeg", "-v", "error", "-xerror", "-err_detect", "explode", "-i", "{"{"}from{"}"}", "{"{"}to{"}"}"]).
hint-voice = Hãy ghi như: (command: ["espeak-ng", "-v", "vi", "-f", "{"{"}from{"}"}", "-w", "{"{"}to{"}"}"]).
hint-upstream = Hãy ghi như: upstream: (from: "https://dai-huyen.example", trust: "dấu vân tay do đài ấy đọc cho", stations: ["huyen"]).
hint-upstream-pull = Hãy gõ `loa pull` trong thư mục dự án rồi dựng lại; những gì khác vẫn phát như lịch.
hint-cut-off = Hãy xin lại bản gốc; nếu không còn và muốn phát đến chỗ cụt thì ghi `cut_off: ["{ $clip }"]` trong lịch phát.
hint-sound-cut-off = Hãy xin lại bản gốc; có tệp nguyên vẹn rồi thì bỏ tên tệp khỏi cut_off.
hint-trim-unfit = Nghe lại rồi gõ `loa clip trim "{ $clip }"`, hoặc bỏ cắt bằng `loa clip trim --undo "{ $clip }"`.
hint-trim-no-clip = Xóa dòng này trong clips/trims.ron, hoặc trả lại tên cũ cho tệp.
hint-overrun = Hãy rút bớt lời, bỏ bớt một bản tin, hoặc nới giờ, ví dụ length: "35 phút" cho khung giờ hay at: "15 phút" cho chuyên mục đã ghim.
hint-fill = Hãy thêm Fill("ca nhạc") vào cuối chương trình, hoặc thêm tệp ngắn vào kho nhạc.
hint-apart = Hãy thêm bài vào kho, ghi `artist`, `topic` cho đúng, hoặc rút ngắn khoảng cách.
hint-apart-broken = Kho không đủ bài để lấp hết giờ mà giữ khoảng cách: hãy thêm bài, hoặc rút ngắn khoảng cách.
hint-gives-way = Tệp đứng sau bị bỏ trước; muốn bỏ tệp nào trước thì ghi GivesWay(turn: 1, part: Clip("…")).
hint-carried-live = Hãy ghi âm trước các lời ấy; nếu đây chỉ là phần thay khi mất tín hiệu tiếp âm (`instead`) thì để vậy cũng được.
hint-add-bulletin = Hãy đặt bản tin vào thư mục `bulletins/{ $date }`; nếu để trống thì chỗ ấy phát nhạc.
hint-target-text = Hãy thêm bản tin vào thư mục `bulletins/{ $date }`, đầu tệp ghi `topics: [{ $topic }]`, cho khung giờ “{ $slot }”.
hint-target-column = Hãy thêm `Column` vào một chương trình phát trong thời gian ấy, hoặc bớt chỉ tiêu (`targets`) của đợt.
hint-target-gap = Hãy dời bớt bài sang ngày khác, hoặc rút ngắn `gap`.
hint-target-room = Hãy thêm khung giờ có chuyên mục, nới `length` của chuyên mục, hoặc bớt chỉ tiêu (`targets`) của đợt.
hint-not-aired = Hãy xem lại mục, chủ đề, đài (`stations`) và ngày của bản tin, hoặc thêm mục ấy vào chương trình phát hôm đó.
hint-not-aired-frozen = Ngày ấy đã chốt. Muốn đưa bản tin vào thì gõ: `loa freeze --amend --date { $date }`.
hint-overused = Hãy ghi “số lần phát: 3” ở đầu bản tin, hoặc bớt chương trình lấy mục của nó.
hint-frozen-gone = Chỗ trống được lấp bằng thứ tiếp theo. Muốn chọn lại cả lần phát ấy thì gõ: `loa freeze --amend --item { $id }`.
hint-frozen-unaired = Nếu đúng là không phát nữa thì chốt lại ngày ấy: `loa freeze --amend --date { $date }`. Nếu không thì xem lại đài, khung giờ và ngày của nó.
hint-stray-freeze = Hãy đưa bản sao ra ngoài thư mục này, hoặc xóa nó.
hint-damaged-freeze = Hãy lấy lại tệp này từ bản sao hoặc từ git. Không còn bản nào thì xoá nó rồi chốt lại tuần ấy: `loa freeze`.
hint-repeated-today = Khi phát lại, “hôm nay” đã thành hôm qua. Hãy viết ngày cụ thể, ví dụ “ngày 13 tháng 3”.
hint-predecessor = Đài mới cần `since`, đài cũ cần `until` là ngày liền trước đó.
hint-unit-now = Nay gọi là “{ $now }”. Nếu bản tin kể chuyện trước đây, hãy ghi `former_names: true` ở đầu bản tin.
hint-unit-gone = Đơn vị ấy không còn. Nếu bản tin kể chuyện trước đây, hãy ghi `former_names: true` ở đầu bản tin.
hint-unit-not-yet = Hãy gọi tên đang dùng. Nếu bản tin nói về tên sắp có, hãy ghi `former_names: true` ở đầu bản tin.
hint-speak-date-or-fraction = Hãy viết “ngày” ở trước nếu là ngày, hoặc viết bằng chữ như “một phần hai”.
hint-speak-date-or-range = Hãy viết bằng chữ: “từ ngày … đến ngày …”, hoặc đủ cả ngày, tháng, năm.
hint-speak-number = Dấu chấm để ngăn hàng nghìn, dấu phẩy đứng trước phần lẻ: 1.000 và 3,5.
hint-speak-lexicon = Hãy viết đầy đủ, hoặc ghi cách đọc vào scripts/lexicon.ron.
hint-speak-in-full = Hãy viết đầy đủ bằng chữ.
hint-speak-form = Hãy sửa chữ viết, hoặc chọn đúng dạng.

## Nhãn

label-replaced = đài được thay
label-unit-listed = tên ấy ghi trong mạng đài ở đây
label-first-here = lần đầu ghi ở đây
label-on-station = cùng ở đài này
label-not-aired-here = đài này không phát khung giờ ấy
label-slot-length = độ dài khung giờ
label-before = phần đứng trước
label-backtimed = phần tính lùi từ cuối
label-closest-use = kho được dùng dày nhất ở đây
label-heard-again = nghe lại ở khung giờ này
label-loose-end = khung giờ này được chờ, và hết khi tiếng hết
label-blocks-too-long = các phần của chương trình này cộng lại dài hơn khung giờ
label-declares = lịch do đài này đặt
label-holiday-before = lần gần nhất ghi ở đây
label-airs-then = giờ phát ghi ở đây
label-has-no-sound = khung giờ này không có tiếng của riêng nó
label-its-length = độ dài của khung giờ được lấy
label-quiet-here = giờ yên tĩnh ghi ở đây
label-limit-here = giới hạn ghi ở đây
label-replaced-here = khung giờ ấy ở đây
label-emergency = phát khẩn cấp đặt ở đây
label-relayed-here = khung giờ tiếp âm
label-shut-out-here = những ngày bị loại
label-overlaps-with = giờ phát của “{ $name }”
label-block-length = độ dài của mục

## Mảnh câu: cần ghi gì

term-strange-sign = có ký hiệu lạ ở đây hoặc ngay trước đó
term-list = danh sách trong ngoặc vuông [ ]
term-true-or-false = `true` (có) hoặc `false` (không)
term-comma = dấu phẩy
term-decimal-point = dấu chấm thay cho dấu phẩy trong số thập phân, như -18.5
term-comma-or-closing = dấu phẩy hoặc ngoặc đóng ) ở phía trước tên trường này
term-number = một số
term-smaller-number = một số nhỏ hơn, không âm
term-colon = dấu hai chấm sau tên trường
term-brackets = phần nằm trong ngoặc tròn ( )
term-closing-bracket = dấu ngoặc tròn đóng )
term-quoted-text = chữ nằm giữa hai dấu nháy thẳng " "
term-name = một tên không có dấu nháy
term-end = chỗ kết thúc, phía sau không còn gì
term-sample-rates = tần số lấy mẫu từ 8000 đến 192000 Hz
term-widths = 16 hoặc 24 bit
cue-why-two = chỉ ghi một trong `gap`, `crossfade`, `over`
cue-why-nothing = `Cue` chưa ghi gì ngoài `part`
cue-why-under = `under` chỉ đi với `over`
cue-why-fill = nhạc lấp giờ chỉ dùng được `gap`
cue-why-again = điều ấy đã ghi ở `Cue` bên trong
cue-why-pin = phần đã ghim giờ hay tính lùi từ cuối thì không đặt khoảng im (`gap`) phía trước
cue-why-level = mức phải từ -60 đến 0 dB
term-copies = bản Opus từ 8 đến 256 kbit/s
term-converter-twice = phần mở rộng này đã có lệnh chuyển
term-converter-places = lệnh phải có tên chương trình, rồi {"{"}from{"}"} và {"{"}to{"}"}
term-voice-places = lệnh phải có tên chương trình, rồi {"{"}to{"}"} là chỗ ghi tệp WAV
term-upstream-from = `from` phải là địa chỉ hoặc thư mục của bản phát hành
term-upstream-trust = `trust` phải là dấu vân tay khóa gốc: 64 chữ số và chữ cái từ a đến f
term-upstream-stations = `stations` phải có ít nhất một đài
term-upstream-format = định dạng âm thanh của nơi ấy khác của ta (`audio`)
term-upstream-too-long = tiếng ấy dài hơn khung giờ này
term-upstream-damaged = phần đã lấy về bị hỏng; hãy xóa thư mục của đài ấy trong `.loa/upstream` rồi gõ lại `loa pull`
term-rates = từ 80 đến 280
term-lexicon-written = chữ viết phải bắt đầu bằng một chữ, một số hoặc một dấu, và chỉ có thể chừa chỗ cho {"{"}Tên{"}"}, {"{"}số{"}"} hoặc {"{"}chữ số{"}"}
term-lexicon-blank = cách đọc có chỗ chừa mà chữ viết không có
term-lexicon-spoken = cách đọc phải viết bằng chữ, không có chữ số hay dấu lạ
doubt-date-or-fraction = có thể là ngày, phân số hoặc tỷ số
doubt-date-or-range = có thể là ngày hoặc một khoảng số
doubt-number = không phải cách ghi số của tiếng Việt
doubt-mixture = chữ và số viết liền, chưa có trong bảng cách đọc
doubt-abbreviation = chữ viết tắt chưa có trong bảng cách đọc
doubt-several = có thể là { $meanings }
doubt-letter = không rõ chữ cái đứng một mình này nghĩa là gì
doubt-sign = dấu này không có cách đọc
doubt-address = địa chỉ trên mạng, nghe không ghi lại được
doubt-script = không phải chữ tiếng Việt
doubt-not-a-number = không phải một số
doubt-not-a-decimal = không phải một số có phần lẻ
doubt-not-an-ordinal = không phải một số thứ tự
doubt-not-a-year = không phải một năm
doubt-not-a-fraction = không phải một phân số
doubt-not-a-date = không phải một ngày
doubt-not-a-lunar-date = không phải một ngày âm lịch
doubt-not-a-time = không phải một giờ trong ngày
doubt-not-a-phone = không phải một số điện thoại
doubt-not-money = không phải một số tiền
term-loudness = độ to từ -40 đến -5 LUFS
term-true-peaks = đỉnh thật từ -20 đến 0 dBTP
term-limit-speech = mức hạ đỉnh lời từ 0.5 đến 12 dB
term-template = mẫu lời
term-filter = bộ lọc (chữ đứng sau dấu |)
term-test = phép thử (chữ đứng sau is)
term-function = hàm
term-component = thành phần
term-block = khối (block) ở mẫu gốc

## Mảnh câu: lịch Cron sai ở đâu

cron-field-count = có { $found } phần, mà phải đủ năm phần
cron-macro = không dùng được cách ghi tắt bắt đầu bằng @
cron-not-a-number = chỗ này phải là dấu *, một số, tên viết tắt như MON, hoặc một khoảng như 1-5
cron-out-of-bounds = chỗ này chỉ ghi được từ { $least } đến { $greatest }
cron-backwards = khoảng này kết thúc trước khi bắt đầu
cron-bad-step = bước nhảy sau dấu / phải là số lớn hơn 0
cron-step-after-number = dấu / chỉ đứng sau dấu * hoặc sau một khoảng như 0-30
cron-extension = không dùng được ký hiệu { $sign }

## Mảnh câu: ngày, giờ, độ dài sai ở đâu

swap-already-off = vốn đã được nghỉ
swap-already-worked = vốn đã là ngày làm việc
written-empty = chưa ghi gì
written-not-a-date = chỗ này không phải ngày, tháng, năm
written-not-a-day-of-year = chỗ này không phải ngày và tháng
written-short-year = năm phải đủ bốn chữ số
written-no-such-month = không có tháng này
written-no-such-day = tháng ấy không có ngày này
written-not-a-time = chỗ này không phải giờ và phút
written-hour-too-large = giờ phải từ 0 đến 23
written-minute-too-large = phút phải từ 0 đến 59
written-second-too-large = giây phải từ 0 đến 59
written-not-a-time-range = chỗ này không phải khoảng từ giờ đầu đến giờ cuối
written-empty-range = giờ đầu và giờ cuối bằng nhau
written-not-a-length = chỗ này không phải độ dài thời gian
written-no-unit = thiếu đơn vị giờ, phút hay giây
written-length-too-long = số này quá lớn
written-not-a-weekday = chỗ này không phải một thứ trong tuần
written-not-a-week = chỗ này không phải tuần ghi theo kiểu 2025-W11
written-no-such-week = năm ấy không có tuần này
written-not-an-offset = chỗ này không phải độ lệch múi giờ như +07:00

## Mảnh câu: tệp âm thanh hỏng thế nào

sound-not-audio = bên trong không phải âm thanh mà là { $seen }
sound-seen-text = văn bản
sound-seen-document = tài liệu văn phòng hoặc tệp nén
sound-seen-picture = hình ảnh
sound-seen-unknown = thứ không nhận ra được
sound-unsupported = chưa đọc được loại âm thanh này ({ $what }); hãy nhờ gửi lại dưới dạng MP3 hoặc M4A, hoặc đặt `converters` trong network.ron
sound-converter-missing = không chạy được lệnh chuyển “{ $program }” ({ $error }); hãy cài nó, hoặc nhờ gửi lại dưới dạng MP3 hoặc M4A
sound-converter-failed = lệnh chuyển “{ $program }” không làm được: { $told }
sound-converter-silent = lệnh chuyển “{ $program }” không làm được và không nói vì sao
sound-converter-slow = lệnh chuyển “{ $program }” chạy quá { $limit } nên đã bị dừng
sound-converter-complained = lệnh chuyển “{ $program }” chạy xong nhưng có báo lỗi, nên tệp làm ra không được dùng: { $told }
sound-converter-large = lệnh chuyển “{ $program }” ghi ra hơn 4 GiB nên đã bị dừng
sound-converter-nothing = lệnh chuyển “{ $program }” chạy xong mà không ghi ra tệp nào
voice-missing = không chạy được ({ $error })
voice-told = nó báo: { $told }
voice-told-nothing = nó báo lỗi mà không nói vì sao
voice-slow = chạy quá { $limit } nên đã bị dừng
voice-large = tệp nó ghi lớn quá so với lời nên nó đã bị dừng
voice-nothing = chạy xong mà không ghi ra tệp nào
voice-no-sound = tệp nó ghi không dùng được: { $why }
voice-silent = tệp nó ghi không có tiếng gì
voice-absurd = tiếng nó đọc dài { $measured }, mà đọc lời ấy ước hết { $estimate }
sound-truncated = tệp bị cụt, tiếng chỉ đến { $at }
sound-truncated-of = tệp bị cụt, tiếng chỉ đến { $at } trong { $whole }
sound-heard = chỉ đọc được { $at }
sound-heard-of = chỉ đọc được { $at } trong { $whole }
trim-no-clip = không còn tệp ấy trong thư mục clips
trim-changed = tệp đã đổi
trim-too-long = cắt xong thì hầu như không còn tiếng
trim-heard = chỗ định cắt có tiếng, không phải chỉ có khoảng im
sound-damaged = tệp bị hỏng, tiếng không còn nguyên như lúc lưu
sound-damaged-at = tệp bị hỏng ở { $at } tính từ đầu
sound-empty = tệp không có tiếng nào
sound-too-long = tệp quá dài; dài nhất là { $most }
sound-unreadable = máy không đọc hoặc ghi được tệp ({ $error })
