//! Types of numbers: one per kind of thing, so that a number of one kind is not an index of
//! another.

/// Defines types of numbers from 0 to 2³² − 2, in four bytes; so is an `Option` of them.
///
/// They are ordered as their numbers are, and convert to and from `u32` and `usize`. A table that
/// only one of them indexes is a `TiVec` or a [`JaggedVec`](crate::JaggedVec).
///
/// ```
/// wirecopy_scratch::numbers! {
///     /// The number of a ferry.
///     pub Ferry;
///     /// The number of a quay.
///     pub Quay;
/// }
/// let ferry = Ferry::from(4u32);
/// assert_eq!((u32::from(ferry), ferry + 2 - ferry), (4, 2));
/// assert_eq!(size_of::<Option<Ferry>>(), 4);
/// // `ferry == Quay::from(4u32)` does not compile.
/// ```
#[macro_export]
macro_rules! numbers {
    ($($(#[$doc:meta])* $public:vis $Number:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(transparent)]
        // One more than the number, so that 0 is left for `None`.
        $public struct $Number(::core::num::NonZeroU32);

        impl From<u32> for $Number {
            #[inline]
            fn from(number: u32) -> Self {
                $Number(::core::num::NonZeroU32::MIN.saturating_add(number))
            }
        }

        impl From<$Number> for u32 {
            #[inline]
            fn from(number: $Number) -> u32 {
                number.0.get() - 1
            }
        }

        impl From<usize> for $Number {
            #[inline]
            fn from(number: usize) -> Self {
                $Number::from(number as u32)
            }
        }

        impl From<$Number> for usize {
            #[inline]
            fn from(number: $Number) -> usize {
                u32::from(number) as usize
            }
        }

        impl ::core::ops::Add<u32> for $Number {
            type Output = Self;

            #[inline]
            fn add(self, further: u32) -> Self {
                $Number(self.0.saturating_add(further))
            }
        }

        impl ::core::ops::Sub for $Number {
            type Output = u32;

            #[inline]
            fn sub(self, first: Self) -> u32 {
                self.0.get() - first.0.get()
            }
        }

        impl ::core::fmt::Debug for $Number {
            fn fmt(&self, text: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                write!(text, "{}({})", stringify!($Number), u32::from(*self))
            }
        }
    )+};
}
