//! Admission: how many connections there may be, and how much one address may ask.
//!
//! Takes addresses; says who may enter and who may ask. Generous, because a whole district may stand behind one address
//! of its telephone company.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How many addresses are remembered before those that ask little are forgotten.
const REMEMBERED: usize = 16_384;

/// How much a server gives.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Connections at a time.
    pub connections: usize,
    /// What one address gets; none behind a proxy, where all come from one.
    pub of_one_address: Option<AddressLimits>,
    /// How long the head of a request may take, and the first of a connection may be waited for.
    pub head: Duration,
    /// How long a connection may stay silent between requests.
    pub idle: Duration,
    /// How long a reader may take so little of an answer that it hardly moves.
    pub stalled: Duration,
    /// How long running answers get to finish when the server stops.
    pub farewell: Duration,
}

/// What one address gets. Of IPv6, the 64 bits that belong to one line.
#[derive(Debug, Clone, Copy)]
pub struct AddressLimits {
    /// Connections at a time.
    pub connections: usize,
    /// Requests a second in the long run.
    pub requests: u32,
    /// Requests at once, after some rest.
    pub burst: u32,
}

impl Default for Limits {
    /// For a whole country's stations, each with a connection of its own.
    fn default() -> Limits {
        Limits {
            connections: 8_192,
            of_one_address: Some(AddressLimits { connections: 512, requests: 200, burst: 4_000 }),
            head: Duration::from_secs(10),
            idle: Duration::from_secs(150),
            stalled: Duration::from_secs(60),
            farewell: Duration::from_secs(10),
        }
    }
}

impl Limits {
    /// No more connections than this process may open files, with room for the files. Raises what it may where it can.
    pub fn within_open_files(self) -> Limits {
        let most = usize::try_from(open_files(self.connections as u64 * 2)).unwrap_or(usize::MAX);
        Limits { connections: self.connections.min(most / 2), ..self }
    }
}

/// How many files this process may have open, after asking for `wanted`.
#[cfg(unix)]
fn open_files(wanted: u64) -> u64 {
    use rustix::process::{Resource, getrlimit, setrlimit};
    let mut limit = getrlimit(Resource::Nofile);
    let highest = limit.maximum.unwrap_or(u64::MAX).min(wanted);
    if limit.current.is_some_and(|current| current < highest) {
        limit.current = Some(highest);
        // Where it may not, what there is has to do.
        let _raised = setrlimit(Resource::Nofile, limit);
    }
    getrlimit(Resource::Nofile).current.unwrap_or(u64::MAX)
}

#[cfg(not(unix))]
fn open_files(wanted: u64) -> u64 {
    wanted
}

/// Who is here, and how much each has asked.
pub(super) struct Admission {
    connections: usize,
    of_one: Option<AddressLimits>,
    here: Mutex<Here>,
}

#[derive(Default)]
struct Here {
    connections: usize,
    addresses: HashMap<IpAddr, Ledger>,
}

/// What one address has.
struct Ledger {
    connections: usize,
    /// Requests it may still make at once, when last looked at.
    credit: f64,
    looked: Instant,
}

/// A connection that was let in. Leaves when dropped.
pub(super) struct Guest {
    admission: Arc<Admission>,
    address: IpAddr,
}

impl Admission {
    pub fn new(limits: &Limits) -> Admission {
        Admission {
            connections: limits.connections,
            of_one: limits.of_one_address,
            here: Mutex::new(Here::default()),
        }
    }

    /// Lets a connection from `address` in, unless there are too many.
    pub fn enter(self: &Arc<Admission>, address: IpAddr) -> Option<Guest> {
        let mut here = self.here();
        if here.connections >= self.connections {
            return None;
        }
        if let Some(limits) = &self.of_one {
            let ledger = here.ledger(line(address), limits);
            if ledger.connections >= limits.connections {
                return None;
            }
            ledger.connections += 1;
        }
        here.connections += 1;
        Some(Guest { admission: self.clone(), address })
    }

    fn here(&self) -> MutexGuard<'_, Here> {
        // Nothing here is half done when a thread breaks off.
        self.here.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Here {
    fn ledger(&mut self, line: IpAddr, limits: &AddressLimits) -> &mut Ledger {
        let now = Instant::now();
        if self.addresses.len() >= REMEMBERED {
            self.addresses.retain(|_, ledger| ledger.connections > 0 || !ledger.is_rested(now, limits));
        }
        self.addresses.entry(line).or_insert(Ledger {
            connections: 0,
            credit: f64::from(limits.burst),
            looked: now,
        })
    }
}

impl Ledger {
    fn credit(&self, now: Instant, limits: &AddressLimits) -> f64 {
        let rested = now.duration_since(self.looked).as_secs_f64() * f64::from(limits.requests);
        (self.credit + rested).min(f64::from(limits.burst))
    }

    fn is_rested(&self, now: Instant, limits: &AddressLimits) -> bool {
        self.credit(now, limits) >= f64::from(limits.burst)
    }
}

impl Guest {
    pub fn address(&self) -> IpAddr {
        self.address
    }

    /// Counts a request; whether it is within what the address gets.
    pub fn may_ask(&self) -> bool {
        let Some(limits) = &self.admission.of_one else { return true };
        let mut here = self.admission.here();
        let (now, ledger) = (Instant::now(), here.ledger(line(self.address), limits));
        let credit = ledger.credit(now, limits);
        ledger.looked = now;
        ledger.credit = if credit < 1.0 { credit } else { credit - 1.0 };
        credit >= 1.0
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        let mut here = self.admission.here();
        here.connections -= 1;
        if let Some(ledger) = here.addresses.get_mut(&line(self.address)) {
            ledger.connections -= 1;
        }
    }
}

/// What of an address belongs to one customer.
fn line(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6((address.to_bits() & !u128::from(u64::MAX)).into()),
        address => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limited(connections: usize, of_one: (usize, u32, u32)) -> Arc<Admission> {
        let (each, requests, burst) = of_one;
        let of_one_address = Some(AddressLimits { connections: each, requests, burst });
        Arc::new(Admission::new(&Limits { connections, of_one_address, ..Limits::default() }))
    }

    fn address(written: &str) -> IpAddr {
        written.parse().expect("an address")
    }

    #[test]
    fn an_address_has_so_many_connections_and_gets_a_place_back_when_one_ends() {
        let admission = limited(10, (2, 100, 100));
        let first = admission.enter(address("10.0.0.1")).expect("a place");
        let _second = admission.enter(address("10.0.0.1")).expect("a place");
        assert!(admission.enter(address("10.0.0.1")).is_none());
        assert!(admission.enter(address("10.0.0.2")).is_some(), "another has its own");
        drop(first);
        assert!(admission.enter(address("10.0.0.1")).is_some());
    }

    #[test]
    fn all_addresses_together_have_so_many_connections() {
        let admission = limited(2, (2, 100, 100));
        let guests: Vec<_> =
            (1..=3).map(|n| admission.enter(IpAddr::from([10, 0, 0, n]))).collect::<Vec<_>>();
        assert_eq!(guests.iter().map(Option::is_some).collect::<Vec<_>>(), [true, true, false]);
    }

    #[test]
    fn who_asks_too_much_waits_on_whichever_connection() {
        let admission = limited(10, (5, 1, 3));
        let one = admission.enter(address("10.0.0.1")).expect("a place");
        let other = admission.enter(address("10.0.0.1")).expect("a place");
        let asked = [one.may_ask(), other.may_ask(), one.may_ask(), other.may_ask()];
        assert_eq!(asked, [true, true, true, false]);
        let stranger = admission.enter(address("10.0.0.2")).expect("a place");
        assert!(stranger.may_ask());
    }

    #[test]
    fn one_line_of_ipv6_is_one_address_whatever_its_end() {
        let admission = limited(10, (1, 1, 1));
        let _one = admission.enter(address("2001:db8:0:1::1")).expect("a place");
        assert!(admission.enter(address("2001:db8:0:1:ffff::2")).is_none());
        assert!(admission.enter(address("2001:db8:0:2::1")).is_some());
        let _two = admission.enter(address("192.0.2.1")).expect("a place");
        assert!(admission.enter(address("::ffff:192.0.2.1")).is_none(), "the same address, written in IPv6");
    }

    #[test]
    fn addresses_that_rest_are_forgotten() {
        let admission = limited(10, (1, 1_000_000, 1));
        for n in 0..u32::try_from(REMEMBERED).expect("small") + 100 {
            drop(admission.enter(IpAddr::from(n.to_be_bytes())));
        }
        assert!(admission.here().addresses.len() <= REMEMBERED);
    }

    #[test]
    fn behind_a_proxy_only_the_whole_is_limited() {
        let limits = Limits { connections: 2, of_one_address: None, ..Limits::default() };
        let admission = Arc::new(Admission::new(&limits));
        let guest = admission.enter(address("127.0.0.1")).expect("a place");
        assert!((0..10_000).all(|_| guest.may_ask()));
        let _second = admission.enter(address("127.0.0.1")).expect("a place");
        assert!(admission.enter(address("127.0.0.1")).is_none());
    }
}
