#include "app/session/kept_slots.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSettings>

#include "app/session/session.h"
#include "widgets/qt_text.h"

namespace nescio {
namespace {

const auto kSlots = QStringLiteral("look/sets");
const auto kId = QStringLiteral("id");
const auto kTitle = QStringLiteral("title");
const auto kSlot = QStringLiteral("slot");
constexpr int kMostSlots = 1000;  ///< of a file that somebody may have edited

QString textOf(const std::vector<SlottedSet>& sets) {
    QJsonArray list;
    for (const auto& set : sets)
        list.append(QJsonObject{{kId, toQt(set.id)}, {kTitle, toQt(set.title)}, {kSlot, set.slot}});
    return QString::fromUtf8(QJsonDocument(list).toJson(QJsonDocument::Compact));
}

}  // namespace

SlotBook keptSlots(const QSettings& settings) {
    std::vector<SlottedSet> sets;
    const auto list = QJsonDocument::fromJson(settings.value(kSlots).toString().toUtf8()).array();
    for (const auto entry : list) {
        const auto set = entry.toObject();
        const int slot = set.value(kSlot).toInt(-1);
        if (slot < 0 || slot > kMostSlots) continue;
        sets.push_back({toStd(set.value(kId).toString()), toStd(set.value(kTitle).toString()), slot});
    }
    return SlotBook(std::move(sets));
}

void keepSlots(Session& session) {
    session.setSlotBook(keptSlots(QSettings()));
    QObject::connect(&session, &Session::slotsGiven, &session,
                     [&session] { QSettings().setValue(kSlots, textOf(session.slotBook().all())); });
}

}  // namespace nescio
