#include "datasets/download/checksum.h"

#include <array>
#include <fstream>
#include <memory>
#include <vector>

#include <fmt/format.h>
#ifdef NESCIO_HAS_CURL
#include <openssl/evp.h>
#endif

#include "core/values/failure.h"

namespace nescio {

#ifdef NESCIO_HAS_CURL
std::optional<std::string> checksumOf(const std::filesystem::path& path, ChecksumKind kind,
                                      const std::stop_token& stop) {
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> state(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    const EVP_MD* algorithm = kind == ChecksumKind::Sha256 ? EVP_sha256() : EVP_md5();
    if (!state || EVP_DigestInit_ex(state.get(), algorithm, nullptr) != 1)
        throw Error(fmt::format("{}: OpenSSL here cannot compute its checksum", path.string()));
    std::ifstream file(path, std::ios::binary);
    std::vector<char> piece(std::size_t{1} << 20);
    while (file) {
        if (stop.stop_requested()) return std::nullopt;
        file.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        EVP_DigestUpdate(state.get(), piece.data(), static_cast<std::size_t>(file.gcount()));
    }
    if (!file.eof()) throw Error(fmt::format("{}: cannot be read to check it", path.string()));
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest = {};
    unsigned size = 0;
    EVP_DigestFinal_ex(state.get(), digest.data(), &size);
    return fmt::format("{:02x}", fmt::join(digest.begin(), digest.begin() + size, ""));
}
#else
std::optional<std::string> checksumOf(const std::filesystem::path& path, ChecksumKind,
                                      const std::stop_token&) {
    throw UnsupportedError(fmt::format("{}: a build without OpenSSL cannot check it", path.string()));
}
#endif

}  // namespace nescio
