//! `loa`: text in, dated sound out.
//!
//! The modules stand in the order of the pipeline; a module may use only those declared before it.

pub mod calendar;
pub mod speech;
pub mod network;
pub mod script;
pub mod fit;
pub mod audio;
