//! What a pair is called where something goes because of it.

/// Labels of a pair of articles that `--remove` knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Label {
    /// Equal token sequences.
    Exact,
    /// Nearly the same text, with the same numbers.
    Near,
    /// The beginning of the other and no more.
    CopyTruncated,
    /// The beginning of the other, a quarter of it at most: made to be clicked on.
    Teaser,
    /// A part of one stands in the other.
    Excerpt,
    /// The same text with a few other numbers or days; or one outlet's text that grew, or was edited on a later day.
    Update,
    /// The same text, one of both saying that it corrects something.
    Correction,
    /// The same skeleton with other numbers or days throughout.
    Template,
    /// Hardly anything but page furniture joins the two.
    BoilerplateOnly,
}

impl Label {
    /// All of them.
    pub const ALL: [Label; 9] = [
        Label::Exact,
        Label::Near,
        Label::CopyTruncated,
        Label::Teaser,
        Label::Excerpt,
        Label::Update,
        Label::Correction,
        Label::Template,
        Label::BoilerplateOnly,
    ];

    /// As files and the command line carry it.
    pub fn name(self) -> &'static str {
        match self {
            Label::Exact => "exact",
            Label::Near => "near",
            Label::CopyTruncated => "copy_truncated",
            Label::Teaser => "teaser",
            Label::Excerpt => "excerpt",
            Label::Update => "update",
            Label::Correction => "correction",
            Label::Template => "template",
            Label::BoilerplateOnly => "boilerplate_only",
        }
    }

    /// The label of a name.
    pub fn of_name(name: &str) -> Option<Label> {
        Label::ALL.into_iter().find(|label| label.name() == name)
    }
}
