//! Properties of tokens that the rules use.

use wirecopy_article::text::Role;

bitflags::bitflags! {
    /// The properties of a token, in two bytes.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub struct TokenFlags: u16 {
        /// It is boilerplate.
        const BOILERPLATE = 1;
        /// It belongs to a caption.
        const CAPTION = 1 << 1;
        /// It belongs to a headline.
        const HEADLINE = 1 << 2;
        /// It belongs to a byline, sign-off, copyright or source line.
        const CREDIT = 1 << 3;
        /// It is inside quotation marks.
        const QUOTED = 1 << 4;
        /// It is a number.
        const NUMBER = 1 << 5;
        /// It starts with a capital in the middle of a sentence.
        const NAME = 1 << 6;
        /// It starts with a small letter, or its script has none. It is then a word of a sentence,
        /// while headers, addresses and lists consist of capitals and digits.
        const RUNNING = 1 << 7;
        /// It says that somebody speaks or writes, or names what was said.
        const SPEECH = 1 << 8;
        /// It is the name of a day or month.
        const DATE = 1 << 9;
        /// All flags that no token of running text has.
        const BESIDE_STORY =
            Self::BOILERPLATE.bits() | Self::CAPTION.bits() | Self::HEADLINE.bits() | Self::CREDIT.bits();
    }
}

impl TokenFlags {
    /// Returns the flags that all tokens of a paragraph with this role have.
    pub fn of_role(role: Role) -> TokenFlags {
        match role {
            Role::Boilerplate => TokenFlags::BOILERPLATE,
            Role::Caption => TokenFlags::CAPTION,
            Role::Headline => TokenFlags::HEADLINE,
            Role::Byline | Role::Credit => TokenFlags::CREDIT,
            Role::Dateline | Role::Body | Role::Quote => TokenFlags::empty(),
        }
    }

    /// Returns whether the token belongs to the running text of the story.
    #[inline]
    pub fn is_story(self) -> bool {
        !self.intersects(TokenFlags::BESIDE_STORY)
    }
}
