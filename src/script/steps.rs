//! The allowance of a rendering: bounds how long a template may run and how much memory it may take.
//!
//! The engine can't be interrupted from outside, so calls that count are put into every template (see `counted`) and
//! fail when the allowance is spent. Counting steps and bytes instead of seconds gives the same verdict on every
//! machine. This module knows the calls, what they spend, and the filters that make much out of little; not where the
//! calls stand.

use super::cost::{Cost, NODE, weight};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

/// Loop rounds, component calls, includes and numbers out of `range` one rendering may take: ten times what a long
/// list of bulletins needs.
pub(super) const STEPS: u64 = 20_000;

/// Bytes that one rendering may read and move, each as often as something is done to it: a megabyte of text can be
/// taken through six operations. What is alive at one time is less than that.
pub(super) const WORK: u64 = 12_000_000;

/// The longest list `range` makes.
pub(super) const RANGE: i64 = 1_000;

/// What the counter says when the allowance is spent.
pub(super) const SPENT: &str = "loa: allowance spent";

/// Counts a step and the cost of that number.
pub(super) const STEP: &str = "loa_step";

/// Counts the cost of that number; as a filter, also what it is given.
pub(super) const COST: &str = "loa_cost";

/// How often what a filter makes may be handled by the rest of its tag.
const HANDLED: u64 = 4;

/// The steps and bytes left for the rendering under way.
#[derive(Debug, Clone, Default)]
pub(super) struct Allowance(Arc<Left>);

#[derive(Debug, Default)]
struct Left {
    steps: AtomicU64,
    work: AtomicU64,
}

impl Allowance {
    pub fn renew(&self) {
        self.0.steps.store(STEPS, Ordering::Relaxed);
        self.0.work.store(WORK, Ordering::Relaxed);
    }

    fn spend_steps(&self, steps: u64) -> TeraResult<()> {
        take(&self.0.steps, steps)
    }

    fn spend_work(&self, bytes: u64) -> TeraResult<()> {
        take(&self.0.work, bytes)
    }

    /// What a filter made of so many bytes, in a number that is not bounded by what it was given.
    pub fn spend_on_made(&self, bytes: usize) -> TeraResult<()> {
        self.spend_work(HANDLED.saturating_mul(bytes as u64))
    }

    fn left(&self) -> u64 {
        self.0.work.load(Ordering::Relaxed)
    }
}

fn take(left: &AtomicU64, wanted: u64) -> TeraResult<()> {
    let taken = left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(wanted));
    taken.map(|_| ()).map_err(|_| Error::message(SPENT))
}

/// Registers the counting calls with the prices they name, a `range` that counts its numbers, and the filters whose
/// result is not bounded by what they are given.
pub(super) fn register(tera: &mut Tera, allowance: &Allowance, costs: &Arc<Vec<Cost>>) {
    let price = |spent: &Allowance| (spent.clone(), Arc::clone(costs));
    let (left, costs) = price(allowance);
    tera.register_function(STEP, move |given: Kwargs, state: &State| {
        left.spend_steps(1)?;
        left.spend_work(costs[given.must_get::<usize>("n")?].bytes(state, left.left())).map(|()| "")
    });
    let (left, costs) = price(allowance);
    tera.register_function(COST, move |given: Kwargs, state: &State| {
        left.spend_work(costs[given.must_get::<usize>("n")?].bytes(state, left.left())).map(|()| "")
    });
    let (left, costs) = price(allowance);
    tera.register_filter(COST, move |value: Value, given: Kwargs, state: &State| {
        let cost = &costs[given.must_get::<usize>("n")?];
        left.spend_work(cost.bytes(state, left.left()))?;
        left.spend_work(cost.bytes_of(&value, left.left()))?;
        Ok::<Value, Error>(value)
    });
    register_range(tera, allowance);
    register_text_filters(tera, allowance);
    register_list_filters(tera, allowance);
}

fn register_range(tera: &mut Tera, allowance: &Allowance) {
    let left = allowance.clone();
    tera.register_function("range", move |given: Kwargs, _: &State| {
        let start = given.get::<i64>("start")?.unwrap_or(0);
        let end = given.must_get::<i64>("end")?;
        let step = given.get::<i64>("step_by")?.unwrap_or(1);
        if step < 1 || end.saturating_sub(start) > RANGE {
            return Err(Error::message(format!("range: step_by from 1 on, {RANGE} numbers at most")));
        }
        let numbers: Vec<i64> =
            (start..end).step_by(usize::try_from(step).expect("a positive step")).collect();
        left.spend_steps(numbers.len() as u64)?;
        Ok(numbers)
    });
}

fn register_text_filters(tera: &mut Tera, allowance: &Allowance) {
    let left = allowance.clone();
    tera.register_filter("replace", move |text: &str, given: Kwargs, _: &State| {
        let (from, to) = (given.must_get::<&str>("from")?, given.must_get::<&str>("to")?);
        let places = text.matches(from).count() as u64;
        left.spend_work(HANDLED * places.saturating_mul(to.len() as u64))?;
        Ok::<String, Error>(text.replace(from, to))
    });
    let left = allowance.clone();
    tera.register_filter("split", move |text: &str, given: Kwargs, _: &State| {
        let pattern = given.must_get::<&str>("pat")?;
        left.spend_work(HANDLED * NODE * (text.matches(pattern).count() as u64 + 1))?;
        Ok::<Vec<String>, Error>(text.split(pattern).map(str::to_owned).collect())
    });
    let left = allowance.clone();
    tera.register_filter("indent", move |text: &str, given: Kwargs, _: &State| {
        let width = given.get::<usize>("width")?.unwrap_or(4);
        left.spend_work(HANDLED.saturating_mul(width as u64).saturating_mul(text.lines().count() as u64))?;
        let (first, blank) = (given.get::<bool>("first")?, given.get::<bool>("blank")?);
        let letter = given.get::<&str>("indentation")?.unwrap_or(" ");
        Ok::<String, Error>(indented(text, &letter.repeat(width), first == Some(true), blank == Some(true)))
    });
}

fn register_list_filters(tera: &mut Tera, allowance: &Allowance) {
    let left = allowance.clone();
    tera.register_filter("join", move |items: &[Value], given: Kwargs, _: &State| {
        let between = given.get::<&str>("sep")?.unwrap_or_default();
        left.spend_work(HANDLED * (items.len() as u64).saturating_mul(between.len() as u64))?;
        let most = left.left();
        left.spend_work(items.iter().map(|item| weight(item, most)).fold(0, u64::saturating_add))?;
        Ok::<String, Error>(items.iter().map(Value::to_string).collect::<Vec<_>>().join(between))
    });
    let left = allowance.clone();
    tera.register_filter("unique", move |items: &[Value], _: Kwargs, _: &State| {
        // Each is held against all that are kept.
        left.spend_work((items.len() as u64).saturating_pow(2))?;
        let mut kept: Vec<Value> = Vec::new();
        for item in items {
            if !kept.contains(item) {
                kept.push(item.clone());
            }
        }
        Ok::<Vec<Value>, Error>(kept)
    });
}

/// `text` with `margin` before its lines: before the first and before empty ones only when told.
fn indented(text: &str, margin: &str, first: bool, blank: bool) -> String {
    let line = |(at, line): (usize, &str)| {
        let is_set_in = if at == 0 { first } else { blank || !line.is_empty() };
        format!("{}{line}", if is_set_in { margin } else { "" })
    };
    let lines: Vec<String> = text.lines().enumerate().map(line).collect();
    lines.join("\n") + if text.ends_with('\n') { "\n" } else { "" }
}
