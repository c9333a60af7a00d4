// Numbers as people read them on screen: the user's decimal sign, thin spaces between thousands, units said
// by the caller. Files never use these; they are written in the C locale.
#pragma once

#include <cstdint>

#include <QString>

namespace nescio {

/// A true minus sign, as wide as a plus.
inline constexpr QChar kMinus(0x2212);

/// Digits with a space before every third one from the right.
QString grouped(const QString& digits, QChar space);

/// "20 000" with thin spaces, so that a count never breaks over two lines.
QString countWords(std::int64_t count);
/// "1 000 of 20 000", or "20 000" where everything is there.
QString shareWords(std::int64_t count, std::int64_t available);
/// A fixed number of decimals with grouped thousands and a true minus sign: "−1 204.5".
QString fixedWords(double value, int decimals);
/// A sentence of the engine, which writes numbers as files have them, with true minus signs: "d = −3.75
/// [−4.0, −3.5]", but "CIFAR-10", "1e-5".
QString withTrueMinuses(const QString& sentence);
/// "2:10" or "1:02:10"; "—" when negative or not finite.   Units: seconds.
QString durationWords(double seconds);

}  // namespace nescio
