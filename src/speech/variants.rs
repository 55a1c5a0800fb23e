//! How one station says what is said in several ways in the country.
//!
//! Goes in: nothing. Comes out: a choice for each. It must not know what is written.

/// The choices of a station. The default is how announcers of the North speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Variants {
    /// The ten that is missing in 105.
    pub missing_ten: MissingTen,
    /// The word for 1,000.
    pub thousand: Thousand,
    /// The days 1 to 10 of a month.
    pub early_days: EarlyDays,
    /// The 4 of 24, 34 … 94.
    pub four: Four,
    /// The thousands that are missing in 10.000.300.
    pub missing_thousands: MissingThousands,
}

/// 105: một trăm *linh* năm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MissingTen {
    /// linh (North).
    #[default]
    Linh,
    /// lẻ (South).
    Le,
}

/// 1.000: một *nghìn*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Thousand {
    /// nghìn (North).
    #[default]
    Nghin,
    /// ngàn (South).
    Ngan,
}

/// Ngày 3: ngày *mùng* ba.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum EarlyDays {
    /// mùng (North).
    #[default]
    Mung,
    /// mồng (Centre and South).
    Mong,
    /// Only the number.
    Plain,
}

/// 24: hai mươi *tư*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Four {
    /// tư.
    #[default]
    Tu,
    /// bốn.
    Bon,
}

/// 10.000.300: mười triệu (*không nghìn*) ba trăm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MissingThousands {
    /// Not said.
    #[default]
    Silent,
    /// "không nghìn".
    Said,
}

impl Variants {
    pub(super) fn missing_ten(self) -> &'static str {
        match self.missing_ten {
            MissingTen::Linh => "linh",
            MissingTen::Le => "lẻ",
        }
    }

    pub(super) fn thousand(self) -> &'static str {
        match self.thousand {
            Thousand::Nghin => "nghìn",
            Thousand::Ngan => "ngàn",
        }
    }

    pub(super) fn four(self) -> &'static str {
        match self.four {
            Four::Tu => "tư",
            Four::Bon => "bốn",
        }
    }

    /// What stands before the number of a day from 1 to 10.
    pub(super) fn early_day(self) -> Option<&'static str> {
        match self.early_days {
            EarlyDays::Mung => Some("mùng"),
            EarlyDays::Mong => Some("mồng"),
            EarlyDays::Plain => None,
        }
    }
}
