//! `loa`: text in, dated sound out.
