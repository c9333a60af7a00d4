// The good form of every registered format and the ways to spoil it: what the battery reads, and what the
// fuzzers begin with.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>

#include <unistd.h>

#include "core/values/shape.h"
#include "tests/datasets/archives.h"
#include "tests/datasets/hdf5_files.h"

namespace nescio::tests {

namespace fs = std::filesystem;

/// The good form of a format and the ways to spoil it. Each writes one file (or folder) at a path.
struct Entry {
    using Writer = std::function<void(const fs::path&)>;
    Writer good, empty, truncated, wrongMagic, wrongSize;
    ImageShape shape;
    std::int64_t count = 0;
    std::string name = {};   ///< of the file or folder; empty: the format's id, since names must not matter
    std::string setId = {};  ///< empty: made from the place
};

inline Entry::Writer writerOf(const files::Bytes& bytes) {
    return [bytes](const fs::path& path) { files::write(path, bytes); };
}

inline files::Bytes withFirst(files::Bytes bytes, char first) {
    bytes[0] = first;
    return bytes;
}

/// A file format is spoiled the same way everywhere; only the wrong size is its own.
inline Entry fileEntry(const files::Bytes& good, const files::Bytes& wrongSize, ImageShape shape,
                       std::int64_t count) {
    return {.good = writerOf(good),
            .empty = writerOf({}),
            .truncated = writerOf(good.substr(0, good.size() * 4 / 5 - 1)),
            .wrongMagic = writerOf(withFirst(good, '\xEE')),
            .wrongSize = writerOf(wrongSize),
            .shape = shape,
            .count = count};
}

inline Entry::Writer folderOf(const std::vector<files::Bytes>& images) {
    return [images](const fs::path& path) {
        fs::create_directories(path);
        for (std::size_t i = 0; i < images.size(); ++i)
            files::write(path / ("image" + std::to_string(i) + ".png"), images[i]);
    };
}

inline Entry::Writer kmnistOf(const files::Bytes& images) {
    return [images](const fs::path& path) { files::write(path / "raw/t10k-images-idx3-ubyte", images); };
}

inline files::Bytes hdf5Of(const std::vector<files::Hdf5Array>& arrays) {
    const auto path = fs::temp_directory_path() / ("nescio-made-" + std::to_string(::getpid()) + ".h5");
    files::writeHdf5(path, arrays);
    auto bytes = files::read(path);
    fs::remove(path);
    return bytes;
}

inline Entry::Writer npyIn(const files::Bytes& images) {
    return [images](const fs::path& path) {
        files::write(path / "images.npy", images);
        files::write(path / "readme.txt", "about these");
    };
}

inline std::map<std::string, Entry> makeEntries() {
    const auto idx = files::idxImages(4, 5, 6);
    const auto cifar = files::cifar({3, 1, 4, 1, 5});
    const auto npy = files::npy("|u1", false, "3, 4, 5", files::ramp(60));
    const auto images = files::matVariable("X", {4, 5, 3, 2}, files::ramp(120));
    const auto mat = files::mat(images + files::matVariable("y", {2, 1}, "\x01\x0A"));
    const auto png = files::png(7, 5);
    std::map<std::string, Entry> all;
#ifdef NESCIO_HAS_LIBARCHIVE
    const auto tar = files::tar({{"images.npy", npy}});
    all["archive"] = fileEntry(tar, files::tar({{"images.npy", npy + "extra"}}), {1, 4, 5}, 3);
    all["archive"].truncated = writerOf(tar.substr(0, 512 + 100));
    const auto npz = files::zip({{"images.npy", npy}});
    all["npz"] = fileEntry(npz, files::zip({{"images.npy", npy + "extra"}}), {1, 4, 5}, 3);
#endif
    all["idx"] = fileEntry(idx, idx + "extra", {1, 5, 6}, 4);
    all["cifar_binary"] = fileEntry(cifar, cifar + "an extra", {3, 32, 32}, 5);
    const auto pickle = files::cifarPickle({3, 1, 4, 1, 5});
    all["cifar_pickle"] =
        fileEntry(pickle, pickle.substr(0, 300) + "extra" + pickle.substr(300), {3, 32, 32}, 5);
    files::Bytes table;
    for (int row = 0; row < 4; ++row) {
        table += std::to_string(row);
        for (int pixel = 0; pixel < 64; ++pixel) table.append(",").append(std::to_string(row + pixel));
        table += "\n";
    }
    all["csv_pixels"] = fileEntry(table, table + "extra", {1, 8, 8}, 4);
    all["npy"] = fileEntry(npy, npy + "extra", {1, 4, 5}, 3);
    all["mat"] =
        fileEntry(mat, files::mat(files::matVariable("X", {4, 5, 3, 3}, files::ramp(120))), {3, 4, 5}, 2);
    const auto stored = hdf5Of({{"images", {2, 4, 5}, files::ramp(40)}});
    all["hdf5"] = fileEntry(stored, hdf5Of({{"images", {40}, files::ramp(40)}}), {1, 4, 5}, 2);
    all["image_file"] = fileEntry(png, files::png(7, 5, 70, 50), {1, 5, 7}, 1);
    all["image_folder"] = {.good = folderOf({png, png}),
                           .empty = folderOf({}),
                           .truncated = folderOf({png.substr(0, png.size() - 20)}),
                           .wrongMagic = folderOf({"this is text"}),
                           .wrongSize = folderOf({files::png(7, 5, 70, 50)}),
                           .shape = {1, 5, 7},
                           .count = 2};
    const auto known = files::idxImages(10'000, 28, 28);  // as the catalogue says of KMNIST's test set
    all["known_folder"] = {.good = kmnistOf(known),
                           .empty = kmnistOf({}),
                           .truncated = kmnistOf(known.substr(0, known.size() - 5)),
                           .wrongMagic = kmnistOf(withFirst(known, '\xEE')),
                           .wrongSize = kmnistOf(known + "extra"),
                           .shape = {1, 28, 28},
                           .count = 10'000,
                           .name = "KMNIST",
                           .setId = "kmnist/t10k"};
    all["set_folder"] = {.good = npyIn(npy),
                         .empty = npyIn({}),
                         .truncated = npyIn(npy.substr(0, npy.size() - 5)),
                         .wrongMagic = npyIn(withFirst(npy, '\xEE')),
                         .wrongSize = npyIn(npy + "extra"),
                         .shape = {1, 4, 5},
                         .count = 3};
    return all;
}

/// By the id of the format.
inline const std::map<std::string, Entry>& formatEntries() {
    static const auto all = makeEntries();
    return all;
}

}  // namespace nescio::tests
