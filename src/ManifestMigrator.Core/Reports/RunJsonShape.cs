using System.Reflection;
using System.Runtime.CompilerServices;
using ManifestMigrator.Manifest;
using ManifestMigrator.Plans;
using ManifestMigrator.Readers;
using ManifestMigrator.SourceCode;
using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;

namespace ManifestMigrator.Reports;

/// <summary>How the values of a run look as JSON: names in snake_case, the words of <see cref="Spelling"/>, nothing left out but what there is not.</summary>
internal static class RunJsonShape
{
    public const string Repositories = "repositories";
    public const string Totals = "totals";

    public static JsonSerializer Serializer() => new()
    {
        ContractResolver = Contract.Instance,
        DateParseHandling = DateParseHandling.None,
        NullValueHandling = NullValueHandling.Ignore,
        Converters =
        {
            new WordConverter<ChangeKind>(),
            new WordConverter<DeliveryStep>(),
            new WordConverter<EffectiveChange>(),
            new WordConverter<Impact>(),
            new WordConverter<ManifestForm>(),
            new WordConverter<ManifestStatus>(),
            new WordConverter<ReferenceKind>(),
            new WordConverter<RepositoryStatus>(),
            new WordConverter<Severity>(),
        },
    };

    /// <summary>What C# requires is required in the file too.</summary>
    private sealed class Contract : DefaultContractResolver
    {
        public static readonly Contract Instance = new();

        private Contract() => NamingStrategy = new SnakeCaseNamingStrategy();

        protected override JsonProperty CreateProperty(MemberInfo member, MemberSerialization memberSerialization)
        {
            var property = base.CreateProperty(member, memberSerialization);
            if (member.IsDefined(typeof(RequiredMemberAttribute)))
                property.Required = Required.Always;

            return property;
        }

        protected override JsonProperty CreatePropertyFromConstructorParameter(JsonProperty? matchingMemberProperty, ParameterInfo parameterInfo)
        {
            var property = base.CreatePropertyFromConstructorParameter(matchingMemberProperty, parameterInfo);
            property.Required = Required.Always;
            return property;
        }

        /// <summary>Counts by status have the word of the status as their key.</summary>
        protected override JsonDictionaryContract CreateDictionaryContract(Type objectType)
        {
            var contract = base.CreateDictionaryContract(objectType);
            contract.DictionaryKeyResolver = contract.DictionaryKeyType switch
            {
                var key when key == typeof(RepositoryStatus) => name => Spelling.Spell(Enum.Parse<RepositoryStatus>(name)),
                var key when key == typeof(ManifestStatus) => name => Spelling.Spell(Enum.Parse<ManifestStatus>(name)),
                _ => name => name,
            };
            return contract;
        }
    }

    private sealed class WordConverter<TValue> : JsonConverter<TValue>
        where TValue : struct, Enum
    {
        public override void WriteJson(JsonWriter writer, TValue value, JsonSerializer serializer) =>
            writer.WriteValue(Spelling.Spell(value));

        public override TValue ReadJson(
            JsonReader reader, Type objectType, TValue existingValue, bool hasExistingValue, JsonSerializer serializer) =>
            reader.Value is string word && Spelling.TryRead<TValue>(word, out var value)
                ? value
                : throw new JsonSerializationException(
                    $"'{reader.Value}' is none of {string.Join(", ", Spelling.All<TValue>())}");
    }
}
