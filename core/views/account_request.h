// Why a model finds an image likely, asked as a plain value: the quick part first, neighbours after it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/models/lazy_model.h"
#include "core/values/image.h"
#include "core/values/image_account.h"
#include "core/values/progress.h"
#include "core/values/term_table.h"

namespace nescio {

/// Models of other runs that were read for earlier images; read again when their files have changed.
/// Thread: any.
class SecondRuns {
  public:
    /// Throws: RunFileError.
    std::shared_ptr<const FrozenModel> get(const std::string& file);

  private:
    struct Read {
        std::filesystem::file_time_type changed;
        std::shared_ptr<const FrozenModel> model;
    };
    std::mutex m_mutex;
    std::map<std::string, Read> m_read;
};

/// Everything that an account needs.
struct AccountRequest {
    std::string name;                    ///< of the image
    std::shared_ptr<const Image> image;  ///< as it was read; null: the one of the set
    std::shared_ptr<const ImageSet> images;
    std::int64_t index = 0;
    std::shared_ptr<LazyModel> model;
    std::shared_ptr<const FrozenModel> snapshot;  ///< asked in place of the run's own model; may be null
    std::vector<std::shared_ptr<const TermTable>> tables;
    std::shared_ptr<SecondRuns> seconds;
    std::shared_ptr<const ImageSet> training;  ///< null: not at hand
    std::int64_t trainLimit = 0;
    LimitRule limitRule = LimitRule::Even;
};

/// All but the nearest training images. nullopt when stopped.
/// Throws: ImageError, RunFileError, ShapeError, DeviceMemoryError.
std::optional<ImageAccount> quickAccount(const AccountRequest& request, std::stop_token stop,
                                         ProgressBoard* board);

/// The account with the nearest training images.   Requires: they are at hand.
std::optional<ImageAccount> withNearest(const AccountRequest& request, ImageAccount account,
                                        std::stop_token stop, ProgressBoard* board);

}  // namespace nescio
