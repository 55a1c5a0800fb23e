//! The fixed words of the sheet in one language.

use crate::messages::Messages;

/// The sheet's fixed words in one language. None ends with a colon or a full stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetLabels {
    /// "Kịch bản phát thanh".
    pub title: String,
    /// "Ngày phát".
    pub date: String,
    /// "âm lịch", after the lunar date.
    pub lunar: String,
    /// "Giờ phát".
    pub air_time: String,
    /// "Thời lượng kế hoạch".
    pub planned: String,
    /// "Thời lượng ước tính".
    pub estimated: String,
    /// That the estimate counts the syllables as they are spoken, with the pauses between them.
    pub estimate_remark: String,
    /// "Số lần phát".
    pub airings: String,
    /// "Biên tập".
    pub editor: String,
    /// "Phát thanh viên".
    pub announcer: String,
    /// "Kỹ thuật viên".
    pub technician: String,
    /// "Nguồn tin".
    pub sources: String,
    /// "STT".
    pub row: String,
    /// "Thời lượng".
    pub length: String,
    /// "Phần".
    pub part: String,
    /// "Lời".
    pub words: String,
    /// "Âm thanh, ghi chú".
    pub sound: String,
    /// "Tệp", before a clip's file.
    pub clip: String,
    /// "Lấp giờ", before a pool.
    pub fill: String,
    /// "Bản ghi số", before a number.
    pub recording: String,
    /// "Giọng máy".
    pub voice: String,
    /// "CHƯA CÓ bản ghi số", before a number.
    pub missing: String,
    /// "mã", before the code of a text.
    pub code: String,
    /// "Đọc trực tiếp trong", before a length.
    pub live: String,
    /// "Chưa cấp được số bản ghi".
    pub unnumbered: String,
    /// "hoặc ghi âm thành tệp có tên bắt đầu bằng", before a path up to the number.
    pub record_as: String,
    /// "Ghi chú", before a remark.
    pub remark: String,
    /// "Bản ghi còn thiếu": the heading of the list at the end.
    pub missing_list: String,
    /// "Không thiếu bản ghi nào", in place of that list.
    pub nothing_missing: String,
    /// "Người duyệt".
    pub approver: String,
    /// "Chức vụ".
    pub office: String,
    /// "Họ và tên".
    pub name: String,
    /// "Ngày duyệt".
    pub approved_on: String,
    /// "Chữ ký".
    pub signature: String,
    /// "Duyệt", before what became of it.
    pub approval: String,
    /// "chờ duyệt": nobody approved the words yet.
    pub waiting: String,
    /// "đã duyệt".
    pub approved: String,
    /// "đã duyệt qua điện thoại hoặc Zalo, chờ ký giấy".
    pub unconfirmed: String,
    /// "bản", before the number of an edition.
    pub edition: String,
    /// "thay bản", before the number of the edition it takes the place of.
    pub replaces: String,
    /// "Còn cho nhạc", before what is left of the slot beside all that has a length of its own.
    pub left: String,
    /// "QUÁ GIỜ", before how much the elements are longer than the slot.
    pub over: String,
    /// "dài hơn ước tính", before how much longer a recording is than its words were expected to take.
    pub longer: String,
    /// "ngắn hơn ước tính", before how much shorter.
    pub shorter: String,
    /// Quốc hiệu: "Cộng hòa xã hội chủ nghĩa Việt Nam".
    pub nation: String,
    /// Tiêu ngữ: "Độc lập - Tự do - Hạnh phúc".
    pub motto: String,
    /// "Số", before the number the office gives the document.
    pub number: String,
    /// "……, ngày …… tháng …… năm ……": place and date of issue, to be filled in.
    pub issued: String,
    /// "Người đọc".
    pub reader: String,
    /// "bản ghi", in place of who reads.
    pub recorded: String,
}

impl SheetLabels {
    /// The labels in the language of `messages`.
    pub fn new(messages: &Messages) -> SheetLabels {
        let label = |id: &str| messages.plain(id);
        SheetLabels {
            title: label("sheet-title"),
            date: label("sheet-date"),
            lunar: label("sheet-lunar"),
            air_time: label("sheet-air-time"),
            planned: label("sheet-planned"),
            estimated: label("sheet-estimated"),
            estimate_remark: label("sheet-estimate-remark"),
            airings: label("sheet-airings"),
            editor: label("sheet-editor"),
            announcer: label("sheet-announcer"),
            technician: label("sheet-technician"),
            sources: label("sheet-sources"),
            row: label("sheet-row"),
            length: label("sheet-length"),
            part: label("sheet-part"),
            words: label("sheet-words"),
            sound: label("sheet-sound"),
            clip: label("sheet-clip"),
            fill: label("sheet-fill"),
            recording: label("sheet-recording"),
            voice: label("sheet-voice"),
            missing: label("sheet-missing"),
            code: label("sheet-code"),
            live: label("sheet-live"),
            unnumbered: label("sheet-unnumbered"),
            record_as: label("sheet-record-as"),
            remark: label("sheet-remark"),
            missing_list: label("sheet-missing-list"),
            nothing_missing: label("sheet-nothing-missing"),
            approver: label("sheet-approver"),
            office: label("sheet-office"),
            name: label("sheet-name"),
            approved_on: label("sheet-approved-on"),
            signature: label("sheet-signature"),
            approval: label("sheet-approval"),
            waiting: label("sheet-waiting"),
            approved: label("sheet-approved"),
            unconfirmed: label("sheet-unconfirmed"),
            edition: label("sheet-edition"),
            replaces: label("sheet-replaces"),
            left: label("sheet-left"),
            over: label("sheet-over"),
            longer: label("sheet-longer"),
            shorter: label("sheet-shorter"),
            nation: label("sheet-nation"),
            motto: label("sheet-motto"),
            number: label("sheet-number"),
            issued: label("sheet-issued"),
            reader: label("sheet-reader"),
            recorded: label("sheet-recorded"),
        }
    }
}
