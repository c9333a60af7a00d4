// Good files of every format, and some spoiled ones, for the fuzzers to begin with: fuzz_seeds FOLDER.
#include <cstdio>

#include "core/store/array_file.h"
#include "tests/batteries/format_entries.h"

#ifdef NESCIO_IMAGE_CODECS
#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>
#endif

using namespace nescio::tests;

namespace {

void writeFormats(const fs::path& folder) {
    for (const auto& [id, entry] : formatEntries()) {
        if (id.ends_with("_folder")) continue;  // read by the readers of what is in them
        entry.good(folder / id / "good");
        entry.truncated(folder / id / "truncated");
        entry.wrongSize(folder / id / "wrong-size");
    }
}

void writeMore(const fs::path& folder) {
    const auto idx = files::idxImages(4, 5, 6);
    fs::create_directories(folder / "idx");
    files::writeGzip(folder / "idx/packed", idx);
    files::write(folder / "archive/zip", files::zip({{"a/images-idx3-ubyte", idx}, {"b.txt", "text"}}));
    files::write(folder / "npy/floats", files::npy("<f4", true, "2, 4, 5, 3", files::Bytes(480, '\0')));
    files::write(
        folder / "csv_pixels/spaces", "emotion,pixels,Usage\n3,\"" + [] {
            files::Bytes pixels;
            for (int i = 0; i < 64; ++i) pixels.append(i > 0 ? " " : "").append(std::to_string(i));
            return pixels;
        }() + "\",Training\n");
    files::write(folder / "columns/table", "index,loss [nats],set\n0,1.5,set\n1,,set\n2,-3e4,other\n");
    files::write(folder / "columns/array", files::npy("<f4", false, "5,", files::Bytes(20, '\1')));
    files::write(folder / "columns/archive",
                 files::zip({{"a.npy", files::npy("<f4", false, "5,", files::Bytes(20, '\1'))}}));
    files::write(folder / "formula/sum",
                 "-log_p + 0.5*max(log_p, 3*nats, 0) - png*bits_per_byte*nats_per_bit");
    files::write(folder / "formula/all",
                 "sqrt(x^2)/2^-1 + (log_p>0)*exp(x) - atan2(log_p, 1*nats) && D == 0 || x");
    files::writeHdf5(folder / "hdf5/packed", {{"train/x", {2, 4, 5}, files::ramp(40)}}, {}, true);
    files::write(folder / "run_file/foreign", files::read(folder / "hdf5/good"));
}

#ifdef NESCIO_IMAGE_CODECS
void writePictures(const fs::path& folder) {
    cv::Mat picture(6, 9, CV_8UC3);
    cv::randu(picture, 0, 255);
    for (const char* ending : {".png", ".jpg", ".webp", ".tiff", ".bmp"}) {
        std::vector<unsigned char> bytes;
        cv::imencode(ending, picture, bytes);
        files::write(folder / "image_file" / (ending + 1), files::Bytes(bytes.begin(), bytes.end()));
    }
    // The smallest GIF: one pixel of two colours.
    files::write(folder / "image_file/gif",
                 files::Bytes("GIF89a\1\0\1\0\x80\0\0\0\0\0\xFF\xFF\xFF,\0\0\0\0\1\0\1\0\0\2\2D\1\0;", 35));
}
#endif

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fputs("usage: fuzz_seeds FOLDER\n", stderr);
        return 2;
    }
    writeFormats(argv[1]);
    writeMore(argv[1]);
#ifdef NESCIO_IMAGE_CODECS
    writePictures(argv[1]);
#endif
    return 0;
}
