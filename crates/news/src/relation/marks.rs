//! What a token is, as far as the rules ask.

use wirecopy_article::text::Role;

/// What a token is: a set of properties in one byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marks(u8);

impl Marks {
    /// It belongs to the page.
    pub const FURNITURE: Marks = Marks(1);
    /// It stands under a picture.
    pub const CAPTION: Marks = Marks(1 << 1);
    /// It stands in a headline.
    pub const HEADLINE: Marks = Marks(1 << 2);
    /// It stands in a byline, sign-off, copyright or source line.
    pub const CREDIT: Marks = Marks(1 << 3);
    /// It stands inside quotation marks.
    pub const QUOTED: Marks = Marks(1 << 4);
    /// It is a number.
    pub const NUMBER: Marks = Marks(1 << 5);
    /// It begins with a capital in the middle of a sentence.
    pub const NAME: Marks = Marks(1 << 6);
    /// It begins with a small letter, or its script has none: a word of a sentence, where headers, addresses and lists have capitals and digits.
    pub const RUNNING: Marks = Marks(1 << 7);

    /// What the role of a paragraph says of its tokens.
    pub fn of_role(role: Role) -> Marks {
        match role {
            Role::Furniture => Marks::FURNITURE,
            Role::Caption => Marks::CAPTION,
            Role::Headline => Marks::HEADLINE,
            Role::Byline | Role::Credit => Marks::CREDIT,
            Role::Dateline | Role::Body | Role::Quote => Marks::default(),
        }
    }

    /// The properties of these bits.
    #[cfg(test)]
    pub(super) fn of_bits(bits: u8) -> Marks {
        Marks(bits)
    }

    /// Both.
    #[inline]
    pub fn and(self, other: Marks) -> Marks {
        Marks(self.0 | other.0)
    }

    /// What both have.
    #[inline]
    pub fn in_both(self, other: Marks) -> Marks {
        Marks(self.0 & other.0)
    }

    /// Whether it has any property of `other`.
    #[inline]
    pub fn has(self, other: Marks) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether it belongs to the running text of the story.
    #[inline]
    pub fn is_story(self) -> bool {
        !self.has(Marks(Marks::FURNITURE.0 | Marks::CAPTION.0 | Marks::HEADLINE.0 | Marks::CREDIT.0))
    }
}
