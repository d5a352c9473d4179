//! What a token is, as far as the rules ask.

use wirecopy_article::text::Role;

/// What a token is: a set of properties in one byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TokenFlags(u8);

impl TokenFlags {
    /// It belongs to the page.
    pub const BOILERPLATE: TokenFlags = TokenFlags(1);
    /// It stands under a picture.
    pub const CAPTION: TokenFlags = TokenFlags(1 << 1);
    /// It stands in a headline.
    pub const HEADLINE: TokenFlags = TokenFlags(1 << 2);
    /// It stands in a byline, sign-off, copyright or source line.
    pub const CREDIT: TokenFlags = TokenFlags(1 << 3);
    /// It stands inside quotation marks.
    pub const QUOTED: TokenFlags = TokenFlags(1 << 4);
    /// It is a number.
    pub const NUMBER: TokenFlags = TokenFlags(1 << 5);
    /// It begins with a capital in the middle of a sentence.
    pub const NAME: TokenFlags = TokenFlags(1 << 6);
    /// It begins with a small letter, or its script has none: a word of a sentence, where headers, addresses and lists have capitals and digits.
    pub const RUNNING: TokenFlags = TokenFlags(1 << 7);

    /// What the role of a paragraph says of its tokens.
    pub fn of_role(role: Role) -> TokenFlags {
        match role {
            Role::Boilerplate => TokenFlags::BOILERPLATE,
            Role::Caption => TokenFlags::CAPTION,
            Role::Headline => TokenFlags::HEADLINE,
            Role::Byline | Role::Credit => TokenFlags::CREDIT,
            Role::Dateline | Role::Body | Role::Quote => TokenFlags::default(),
        }
    }

    /// The properties of these bits.
    #[cfg(test)]
    pub(super) fn of_bits(bits: u8) -> TokenFlags {
        TokenFlags(bits)
    }

    /// Both.
    #[inline]
    pub fn and(self, other: TokenFlags) -> TokenFlags {
        TokenFlags(self.0 | other.0)
    }

    /// What both have.
    #[inline]
    pub fn in_both(self, other: TokenFlags) -> TokenFlags {
        TokenFlags(self.0 & other.0)
    }

    /// Whether it has any property of `other`.
    #[inline]
    pub fn has(self, other: TokenFlags) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether it belongs to the running text of the story.
    #[inline]
    pub fn is_story(self) -> bool {
        !self.has(TokenFlags(
            TokenFlags::BOILERPLATE.0 | TokenFlags::CAPTION.0 | TokenFlags::HEADLINE.0 | TokenFlags::CREDIT.0,
        ))
    }
}
