#include "app/window/set_list_model.h"

#include "widgets/number_words.h"
#include "widgets/qt_text.h"
#include "widgets/two_line_delegate.h"

namespace nescio {

QString roleWords(SetRole role) {
    switch (role) {
        case SetRole::Train:
            return SetListModel::tr("training set");
        case SetRole::Test:
            return SetListModel::tr("test");
        case SetRole::OutOfDistribution:
            return SetListModel::tr("OOD");
        case SetRole::Samples:
            return SetListModel::tr("samples");
        case SetRole::Other:
            return SetListModel::tr("set");
    }
    return {};
}

SetListModel::SetListModel(Session& session, QObject* parent) : SessionListModel(session, parent) {
    connect(&session, &Session::dataSetsChanged, this, &SetListModel::refresh);
    connect(&session, &Session::tablesChanged, this, &SetListModel::refresh);
    connect(&session, &Session::currentRunChanged, this, &SetListModel::refresh);
}

QVariant SetListModel::data(const QModelIndex& index, int role) const {
    const auto row = static_cast<std::size_t>(index.row());
    if (!index.isValid() || row >= session().dataSets().size()) return {};
    const DataEntry& set = session().dataSets()[row];
    switch (role) {
        case Qt::DisplayRole:
            return toQt(set.title);
        case Qt::CheckStateRole:
            return set.shown ? Qt::Checked : Qt::Unchecked;
        case Qt::DecorationRole:
            return theme().colourOf(session().slotOf(set.id));
        case Qt::ToolTipRole:
            return tr("%1\n%2\nimages of %3\nthe mark shows or hides it in the histogram")
                .arg(toQt(set.title), toQt(set.what), toQt(toText(set.shape)));
        case Qt::AccessibleTextRole:
            return tr("%1, %2").arg(toQt(set.title), caption(set));
        case kCaptionRole:
            return caption(set);
        case kKeyRole:
            return toQt(set.id);
        default:
            return {};
    }
}

QString SetListModel::caption(const DataEntry& set) const {
    QStringList words{roleWords(session().roleOf(set)), shareWords(set.count, set.available)};
    const auto* run = session().currentRun();
    const auto table = run ? run->tables.find(set.id) : decltype(run->tables.find(set.id)){};
    if (run && table != run->tables.end()) {
        const auto scored = static_cast<std::int64_t>(table->second->rows());
        words << (scored == set.count ? tr("scored") : tr("%1 scored").arg(countWords(scored)));
    }
    return words.join(QStringLiteral(" · "));
}

bool SetListModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (role != Qt::CheckStateRole || !index.isValid()) return false;
    session().setShown(toStd(index.data(kKeyRole).toString()), value.toInt() == Qt::Checked);
    return true;
}

Qt::ItemFlags SetListModel::flags(const QModelIndex& index) const {
    if (!index.isValid()) return Qt::NoItemFlags;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable;
}

}  // namespace nescio
