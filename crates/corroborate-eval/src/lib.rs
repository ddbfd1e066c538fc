//! Scores the checker against annotated story families.
//!
//! A family is a folder with the sources of one story, some distractors, and `gold.json`, in which an editor has written
//! down every difference and agreement; `corpus/README.md` describes the format. [`evaluate`] checks families and scores
//! them, [`score`] takes a report made elsewhere.
//!
//! A reported finding matches an annotated one when
//! - the kinds are equal, or (the lenient score) of one group, such as hedge, legal_status and polarity; the kinds that
//!   an annotation lists under `also` count as equal;
//! - both name the same sources; a finding without a base (an addition) is compared by its other source;
//! - the finding touches the sentence that holds the annotated words, on the side that its kind is about: the base for
//!   an omission, the other source for everything else. The place of a finding is its focus, or its span where it has no
//!   focus. Where the words stand several times in a text, every place outside header fields will do, unless the
//!   annotation names one by `occurrence`.
//!
//! Recall is taken over required errors and warnings, met by a finding of any severity. Precision is taken over
//! reported errors and warnings, repeats included; any annotation of any severity makes them right. One annotation
//! counts once for recall, and one finding may meet several; [`Scores::recall_once`] is stricter there. A finding between
//! two copies is also right where an annotation of the same kind is about that sentence of either copy: what
//! two copies disagree about follows from what one of them made of the base. Reported kinds that a family does not
//! annotate exhaustively are left out of precision where they match nothing. An agreement is found when one fact holds
//! claims over both annotated places.
//!
//! Beside that stands a benchmark without annotations: [`mutate_folders`] makes single edits in any texts and counts which are
//! found, rightly named, and what is said elsewhere.
//!
//! [`score_stories`] measures how texts are sorted into stories, on texts that [`generate_stories`] makes; [`copied_stories`]
//! makes stories to load the checker with.
//!
//! Deliberately not here: any thresholds. What is good enough is for a caller to say.

mod anchor;
mod evaluation;
mod gold;
mod matching;
mod mutation;
mod score;
mod scores;
mod stories;
mod table;

pub use evaluation::{EvalError, Evaluation, evaluate};
pub use gold::{Anchor, Complete, Gold, GoldFinding, GoldKind, GoldSource, Harmless, Trap};
pub use mutation::{
    MutationFailure, MutationOptions, MutationScores, OperatorScores, mutate_folders, mutate_texts,
};
pub use score::score;
pub use scores::{FalseAlarm, Graded, Miss, Scores, Share, Tally, Wrong};
pub use stories::{
    GeneratedText, SEED, StoryScores, copied_stories, generate_stories, score_stories, stories_table,
};
