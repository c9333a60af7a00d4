// What can go wrong, as types and as a value. Exceptions carry one sentence: what was expected, what was
// found, and where. They stop at the edge of a job, where they become a Failure that a window can show.
#pragma once

#include <exception>
#include <stdexcept>
#include <string>
#include <utility>

namespace nescio {

/// Base of every error that the world (a file, an option, a device) can cause.
class Error : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// A data file is missing, damaged, or not what it claims to be.
class DataError : public Error {
  public:
    using Error::Error;
};
/// Numbers would have to be rounded to become bytes, which nobody has agreed to.
class RoundingError : public DataError {
  public:
    /// `found`: what was found and how far it is off, without what to do, for those who can be asked.
    RoundingError(const std::string& sentence, std::string found)
        : DataError(sentence), m_found(std::move(found)) {}
    [[nodiscard]] const std::string& found() const { return m_found; }

  private:
    std::string m_found;
};
/// A single image cannot be read or cannot be used.
class ImageError : public DataError {
  public:
    using DataError::DataError;
};
/// A run file cannot be read or written.
class RunFileError : public Error {
  public:
    using Error::Error;
};
/// The disk does not take a run file: it is full, or lets nobody write.
class RunDiskError : public RunFileError {
  public:
    using RunFileError::RunFileError;
};
/// Images and model (or two tensors) disagree in shape.
class ShapeError : public Error {
  public:
    using Error::Error;
};
/// An option is unknown, out of range, or contradicts another.
class OptionError : public Error {
  public:
    using Error::Error;
};
/// Something was used before it was ready, e.g. actnorm before its data-dependent start.
class StateError : public Error {
  public:
    using Error::Error;
};
/// A model cannot do what was asked of it, by construction: PixelCNN has no latents to interpolate.
class UnsupportedError : public Error {
  public:
    using Error::Error;
};
/// A device is absent or cannot be used.
class DeviceError : public Error {
  public:
    using Error::Error;
};
/// The device ran out of memory; the same job with half the batch may fit.
class DeviceMemoryError : public DeviceError {
  public:
    using DeviceError::DeviceError;
};
/// Training or scoring met a value that is not finite; the message names where it first appeared.
class DivergenceError : public Error {
  public:
    using Error::Error;
};

/// What an exception says, as one sentence: libraries add lines, and the standard's file errors name the
/// call.
std::string sentenceOf(const std::exception& error);

/// A failed job, as a plain value that can cross threads and be shown to a person.
struct Failure {
    std::string stage;                ///< what was being done, e.g. "reading shirt.png"
    std::string message;              ///< one sentence: expected, found, where
    bool retryWithHalfBatch = false;  ///< true when the device ran out of memory
    std::string rounding = {};        ///< what would be rounded if the user agreed; empty: nothing
};

/// Turns the exception in flight into a Failure.   Requires: called inside a catch block.
Failure currentFailure(std::string stage);

}  // namespace nescio
