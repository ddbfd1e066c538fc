//! Whether two texts tell of one event: a logistic score over a few signals.
//!
//! The weights started from a logistic fit on public pairs of same-event articles and of twin events of the same kind (half of
//! the topics for the fit, half to test it); they were then rounded, and moved by hand with all of these and the corpus in
//! view. What speaks for one event: likeness of what the texts are about, the names at the top of one that the other holds,
//! figures that agree. What speaks for two: names that one text turns on and the other never mentions, figures that differ
//! in the same surroundings, days between.
//!
//! Among many texts on events of one kind, the words of the kind say nothing any more. There the same signals are weighed anew
//! ([`Signals::score_in_crowd`]): names and numbers alone speak for one event.

use super::figure::Figures;
use super::space::Space;

/// What was found between two texts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Signals {
    /// Cosine of what both are about, 0 to 1.
    pub likeness: f32,
    /// Share of the names at the top that the other text holds, by rarity, 0 to 1; both ways, the mean.
    pub names: f32,
    /// Names that one text turns on and the other lacks.
    pub strangers: usize,
    /// How their figures stand to each other.
    pub figures: Figures,
    /// Days between their publication, where both are known.
    pub days: Option<u32>,
    /// Words of the shorter one.
    pub length: usize,
}

/// Before anything is known, two texts tell of two events.
const PRIOR: f32 = -2.3;
/// For texts that are about the same in every word.
const LIKENESS: f32 = 7.8;
/// Where each holds all names at the top of the other.
const NAMES: f32 = 2.0;
/// The most that strangers take away; each further one takes 0.4 of the rest.
const STRANGERS: f32 = 1.2;
/// Where all figures agree.
const AGREED: f32 = 2.0;
/// For each share of the figures that is disputed beyond what careless copying explains.
const DISPUTED: f32 = 22.0;
/// Share of the figures that careless copying explains.
const CARELESS: f32 = 0.06;
/// For more than three days between the days of publication, for more than two weeks, and for more than six.
const DAYS: (f32, f32, f32) = (0.5, 1.0, 2.5);
/// The benefit of the doubt for a text of a sentence or two, and what is asked of longer ones, which show more of
/// themselves.
const SHORT: (f32, f32) = (0.5, 30.0);
const LONG: (f32, f32) = (-0.5, 120.0);
/// Names held where neither text names anything at its top.
const UNNAMED: f32 = 0.4;

impl Signals {
    /// Holds two texts against each other.
    pub(crate) fn of(space: &Space<'_>, a: usize, b: usize) -> Signals {
        let (x, y) = (&space.profiles[a], &space.profiles[b]);
        let held: Vec<f32> = [held(space, a, b), held(space, b, a)].into_iter().flatten().collect();
        let strangers =
            |of: usize, to: usize| space.heroes[of].iter().filter(|&&name| !space.holds(to, name)).count();
        Signals {
            likeness: space.likeness(a, b),
            names: if held.is_empty() { UNNAMED } else { held.iter().sum::<f32>() / held.len() as f32 },
            strangers: strangers(a, b) + strangers(b, a),
            figures: Figures::compare(&x.figures, &y.figures),
            days: x.published.zip(y.published).map(|(x, y)| x.days_until(y).unsigned_abs()),
            length: x.length.min(y.length),
        }
    }

    /// Positive for one event, negative for two; about the logarithm of the odds, no farther from 0 than [`SURE`].
    pub(crate) fn score(&self) -> f32 {
        let days = match self.days {
            None | Some(0..=3) => 0.0,
            Some(4..=14) => DAYS.0,
            Some(15..=45) => DAYS.1,
            Some(46..) => DAYS.2,
        };
        let (grown, strangers) = (self.grown(), self.strange());
        let score = PRIOR + LIKENESS * self.likeness + NAMES * self.names - STRANGERS * strangers
            + AGREED * self.figures.agreed()
            - DISPUTED * (self.figures.disputed() - CARELESS).max(0.0)
            - days
            + SHORT.0
            + grown * (LONG.0 - SHORT.0);
        score.clamp(-SURE, SURE)
    }

    /// What two texts score among many on events of one kind.
    pub(crate) fn score_in_crowd(space: &Space<'_>, a: usize, b: usize) -> f32 {
        let (likeness, signals) = (space.likeness_by_use(a, b), Signals::of(space, a, b));
        let (prior, names, numbers) = CROWD;
        let (strangers, agreed, disputed, grown) = CROWD_SIGNS;
        let score = prior + names * likeness.names + numbers * likeness.numbers
            - strangers * signals.strange()
            + agreed * signals.figures.agreed()
            - disputed * (signals.figures.disputed() - CARELESS).max(0.0)
            - grown * signals.grown();
        score.clamp(-SURE, SURE)
    }

    /// How far the shorter text is from a sentence or two, 0 to 1.
    fn grown(&self) -> f32 {
        ((self.length as f32 - SHORT.1) / (LONG.1 - SHORT.1)).clamp(0.0, 1.0)
    }

    /// How much strangers say, 0 to 1.
    fn strange(&self) -> f32 {
        1.0 - 0.6f32.powi(self.strangers.min(9) as i32)
    }
}

/// The weights in a crowd: a logistic fit on the same pairs, where each topic's score came from topics other than itself; rounded.
/// Before anything is known; where all names and all numbers are the same.
const CROWD: (f32, f32, f32) = (-2.2, 8.0, 4.5);
/// The most that strangers take away, where all figures agree, for each share of them that is disputed, and what is asked
/// of longer texts.
const CROWD_SIGNS: (f32, f32, f32, f32) = (2.0, 2.0, 6.5, 0.6);

/// The farthest that one pair can count in a group.
pub(crate) const SURE: f32 = 3.0;

/// Share of the names at the top of one text that the other holds; nothing where it names nothing there.
fn held(space: &Space<'_>, of: usize, by: usize) -> Option<f32> {
    let all: f32 = space.leads[of].iter().map(|lead| lead.1).sum();
    let held: f32 = space.leads[of].iter().filter(|lead| space.holds(by, lead.0)).map(|lead| lead.1).sum();
    (all > 0.0).then(|| held / all)
}
