#include "app/dialogs/watch_choice.h"

#include <algorithm>

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QSpinBox>

#include "core/values/image.h"
#include "widgets/qt_text.h"
#include "widgets/spin_box.h"
#include "widgets/theme.h"

namespace nescio {
namespace {

constexpr int kRows = 3;
constexpr int kMostWatchedImages = 10'000;

}  // namespace

WatchChoice::WatchChoice(std::vector<WatchSetChoice> sets, std::int64_t images, QWidget* parent)
    : QWidget(parent),
      m_sets(std::move(sets)),
      m_list(new QListWidget(this)),
      m_images(new WholeBox(this)),
      m_none(new QLabel(tr("no other set of this shape is at hand"), this)) {
    m_list->setObjectName(QStringLiteral("trainWatch"));
    m_list->setToolTip(
        tr("Sets whose likelihoods are followed along the training: see when one overtakes the "
           "other. Space marks a set"));
    m_list->setAccessibleName(tr("Sets to watch"));
    m_list->setUniformItemSizes(true);
    const int row = std::max(m_list->fontMetrics().height() + kGridPx, 20);
    m_list->setFixedHeight(kRows * row + 2 * kGridPx);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_images->setObjectName(QStringLiteral("trainWatchImages"));
    m_images->setToolTip(
        tr("Images of each watched set, spread evenly over it; they are scored about 40 times"));
    m_images->setAccessibleName(m_images->toolTip());
    m_images->setRange(1, kMostWatchedImages);
    m_images->setSingleStep(64);
    m_images->setValue(static_cast<int>(images));
    m_none->setForegroundRole(QPalette::PlaceholderText);
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(2 * kGridPx);
    line->addWidget(m_list, 1);
    line->addWidget(m_none, 1);
    line->addWidget(new QLabel(tr("images"), this), 0, Qt::AlignTop);
    line->addWidget(m_images, 0, Qt::AlignTop);
}

void WatchChoice::offer(const std::string& trainId, const ImageShape& shape) {
    m_list->clear();
    const auto likely = [&](const WatchSetChoice& set) {
        return sameFamily(set.id, trainId) ? partOf(set.id) != SetPart::Training : set.listed;
    };
    std::vector<const WatchSetChoice*> sets;
    for (const auto& set : m_sets)
        if (set.shape == shape && set.id != trainId) sets.push_back(&set);
    std::stable_sort(sets.begin(), sets.end(), [&](const auto* a, const auto* b) {
        const auto order = [&](const WatchSetChoice& set) {
            return likely(set) ? (sameFamily(set.id, trainId) ? 0 : 1) : 2;
        };
        return order(*a) < order(*b);
    });
    for (const auto* set : sets) {
        auto* item = new QListWidgetItem(set->title, m_list);
        item->setData(Qt::UserRole, toQt(set->what));
        item->setToolTip(toQt(set->what));
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        item->setCheckState(likely(*set) ? Qt::Checked : Qt::Unchecked);
    }
    m_list->setVisible(!sets.empty());
    m_none->setVisible(sets.empty());
}

void WatchChoice::mark(const std::vector<std::string>& watch, std::int64_t images) {
    for (int i = 0; i < m_list->count(); ++i) {
        auto* item = m_list->item(i);
        const bool wanted =
            std::find(watch.begin(), watch.end(), toStd(item->data(Qt::UserRole).toString())) != watch.end();
        item->setCheckState(wanted ? Qt::Checked : Qt::Unchecked);
    }
    m_images->setValue(static_cast<int>(images));
}

std::vector<std::string> WatchChoice::watched() const {
    std::vector<std::string> watched;
    for (int i = 0; i < m_list->count(); ++i)
        if (m_list->item(i)->checkState() == Qt::Checked)
            watched.push_back(toStd(m_list->item(i)->data(Qt::UserRole).toString()));
    return watched;
}

std::int64_t WatchChoice::images() const {
    return m_images->value();
}

}  // namespace nescio
