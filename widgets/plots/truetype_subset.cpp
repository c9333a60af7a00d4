#include "widgets/plots/truetype_subset.h"

#include <map>
#include <memory>

#include <hb-subset.h>

namespace nescio {
namespace {

template <auto destroy>
struct DestroyBy {
    template <class T>
    void operator()(T* object) const {
        destroy(object);
    }
};
using SubsetBlob = std::unique_ptr<hb_blob_t, DestroyBy<hb_blob_destroy>>;
using SubsetFace = std::unique_ptr<hb_face_t, DestroyBy<hb_face_destroy>>;
using SubsetWish = std::unique_ptr<hb_subset_input_t, DestroyBy<hb_subset_input_destroy>>;

/// A font's tables, each made once: HarfBuzz keeps pointers into them beyond its own references.
struct FontTables {
    QRawFont font;
    std::map<hb_tag_t, SubsetBlob> kept;
};

hb_blob_t* tableOf(hb_face_t*, hb_tag_t tag, void* data) {
    auto& tables = *static_cast<FontTables*>(data);
    auto& blob = tables.kept[tag];
    if (!blob) {
        const char name[] = {static_cast<char>(tag >> 24), static_cast<char>(tag >> 16),
                             static_cast<char>(tag >> 8), static_cast<char>(tag), 0};
        const QByteArray table = tables.font.fontTable(name);
        blob.reset(hb_blob_create(table.constData(), static_cast<unsigned>(table.size()),
                                  HB_MEMORY_MODE_DUPLICATE, nullptr, nullptr));
    }
    return hb_blob_reference(blob.get());
}

/// These letters without hints, and nothing that would move them: the figure says where each stands.
SubsetWish wishFor(const QString& characters) {
    SubsetWish wish(hb_subset_input_create_or_fail());
    if (!wish) return wish;
    hb_set_t* letters = hb_subset_input_unicode_set(wish.get());
    for (const char32_t letter : characters.toUcs4()) hb_set_add(letters, letter);
    hb_set_t* dropped = hb_subset_input_set(wish.get(), HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (const auto tag : {HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'), HB_TAG('G', 'D', 'E', 'F'),
                           HB_TAG('k', 'e', 'r', 'n')})
        hb_set_add(dropped, tag);
    hb_subset_input_set_flags(wish.get(), HB_SUBSET_FLAGS_NO_HINTING);
    return wish;
}

}  // namespace

QByteArray trueTypeSubset(const QRawFont& font, const QString& characters) {
    if (font.fontTable("glyf").isEmpty()) return {};
    FontTables source{.font = font, .kept = {}};
    const SubsetFace whole(hb_face_create_for_tables(tableOf, &source, nullptr));
    const SubsetWish wish = wishFor(characters);
    if (!wish) return {};
    const SubsetFace part(hb_subset_or_fail(whole.get(), wish.get()));
    if (!part) return {};
    const SubsetBlob file(hb_face_reference_blob(part.get()));
    unsigned length = 0;
    const char* bytes = hb_blob_get_data(file.get(), &length);
    return {bytes, static_cast<qsizetype>(length)};
}

}  // namespace nescio
