// One request to a web server: the bytes of a file that are not there yet. The only file that knows libcurl
// is transfer.cpp.
#pragma once

#include "datasets/download/download.h"
#include "datasets/download/part_file.h"

namespace nescio {

enum class TransferEnd {
    Whole,        ///< the server has no more to send
    Stopped,      ///< on request
    OtherVersion  ///< the server has not the bytes that should follow
};

/// Asks for what follows part.size(), if the server's file is still the version that was begun; a server that
/// sends all of it is right, too, and the part starts anew. Throws: Error.
TransferEnd transfer(const Download& what, PartFile& part, const DownloadControl& control);

}  // namespace nescio
