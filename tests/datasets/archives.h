// Archives for tests, built by hand: what is read was not written by the same library.
#pragma once

#include <cstdio>
#include <utility>
#include <vector>

#include "tests/datasets/files.h"

namespace files {

using Entry = std::pair<std::string, Bytes>;  ///< name and content

/// One tar entry; `type` is '0' for a file, '2' for a symbolic link, '6' for a pipe.
inline Bytes tarEntry(const std::string& name, const Bytes& content, char type = '0',
                      const std::string& to = "") {
    Bytes header(512, '\0');
    const auto put = [&](std::size_t at, const std::string& text) { header.replace(at, text.size(), text); };
    char size[13];
    std::snprintf(size, sizeof size, "%011zo", content.size());
    put(0, name);
    put(100, "0000644");
    put(124, size);
    put(136, "00000000000");
    header[156] = type;
    put(157, to);
    put(257, "ustar");
    put(263, "00");
    put(148, "        ");
    unsigned sum = 0;
    for (const char c : header) sum += static_cast<unsigned char>(c);
    char told[8];
    std::snprintf(told, sizeof told, "%06o", sum);
    put(148, told);
    header[155] = ' ';
    return header + content + Bytes((512 - content.size() % 512) % 512, '\0');
}

inline Bytes tar(const std::vector<Entry>& entries) {
    Bytes all;
    for (const auto& [name, content] : entries) all += tarEntry(name, content);
    return all + Bytes(1024, '\0');
}

inline Bytes little16(unsigned v) {
    return {static_cast<char>(v), static_cast<char>(v >> 8)};
}

/// A ZIP archive of stored files.
inline Bytes zip(const std::vector<Entry>& entries) {
    Bytes all, directory;
    for (const auto& [name, content] : entries) {
        const auto sum =
            static_cast<std::uint32_t>(crc32(0, reinterpret_cast<const unsigned char*>(content.data()),
                                             static_cast<unsigned>(content.size())));
        const auto size = static_cast<std::uint32_t>(content.size());
        const Bytes facts = little16(0) + little16(0) + little32(0) + little32(sum) + little32(size) +
                            little32(size) + little16(static_cast<unsigned>(name.size())) + little16(0);
        const Bytes version = little16(20), place = little32(static_cast<std::uint32_t>(all.size()));
        directory.append("PK\x01\x02").append(version).append(version).append(facts);
        directory.append(10, '\0').append(place).append(name);  // no comment, first disk, no attributes
        all.append("PK\x03\x04").append(version).append(facts).append(name).append(content);
    }
    const auto count = static_cast<unsigned>(entries.size());
    return all + directory + "PK\x05\x06" + little16(0) + little16(0) + little16(count) + little16(count) +
           little32(static_cast<std::uint32_t>(directory.size())) +
           little32(static_cast<std::uint32_t>(all.size())) + little16(0);
}

}  // namespace files
