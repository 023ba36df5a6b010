-- The search finds words as people see them, and costs what its own person's pictures cost. PostgreSQL's parser takes
-- "red/blue" for a file, "Portra-400" for a number and a line of Chinese for one word, and its lower() and its classes of
-- characters depend on the locale of the installation: words are taken apart here, by code points. Every entry of the
-- index begins with its person's key, so that the beginning of a word meets only that person's entries.

create function private.plain_text(p_text text) returns text
language plpgsql immutable set search_path = '' as $$
declare
  v_text text := p_text;
begin
  if octet_length(v_text) = char_length(v_text) then
    return lower(v_text collate "C");
  end if;
  -- Signs of trade stand apart from their word; what is not seen (joiners, soft hyphens, directions, variation selectors) is gone.
  v_text := translate(v_text, '™℠№', '   ');
  v_text := regexp_replace(v_text, '[\u00ad\u02bb\u02be\u02bf\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U0001f3fb-\U0001f3ff\U000e0000-\U000e0fff]', '', 'g');
  -- Decomposed, capitals with accents are capitals of the table below. A character may become 18: no prompt takes long.
  v_text := lower(lower(left(normalize(v_text, nfkd), 8000) collate "C") collate "default");
  v_text := translate(v_text,
    'ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩςАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЂЄЅІЈЉЊЋЏҐҒҖҚҢҮҰҺӘӨѲѢԱԲԳԴԵԶԷԸԹԺԻԼԽԾԿՀՁՂՃՄՅՆՇՈՉՊՋՌՍՎՏՐՑՒՓՔՕՖØøĐđÐðŁłĦħŦŧıŊŋƒىیکة٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹',
    'αβγδεζηθικλμνξοπρστυφχψωσабвгдежзиклмнопрстуфхцчшщъыьэюяђєѕіјљњћџґғҗқңүұһәөѳѣաբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆooddddllhhttinnfييكه01234567890123456789');
  v_text := replace(replace(replace(replace(v_text, 'ß', 'ss'), 'ẞ', 'ss'), 'æ', 'ae'), 'Æ', 'ae');
  v_text := replace(replace(replace(replace(v_text, 'œ', 'oe'), 'Œ', 'oe'), 'þ', 'th'), 'Þ', 'th');
  return normalize(v_text, nfc);
end;
$$;
comment on function private.plain_text(text) is
  'A text in small letters, in one form for all widths, ligatures and digits, with its accents; the same in every locale.';

create function private.fold(p_text text) returns text
language plpgsql immutable set search_path = '' as $$
begin
  if octet_length(p_text) = char_length(p_text) then
    return p_text;
  end if;
  return normalize(regexp_replace(normalize(p_text, nfkd),
    '[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u08d3-\u08ff\u093c\u09bc\u0a3c\u0abc\u0b3c\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]', '', 'g'), nfc);
end;
$$;
comment on function private.fold(text) is
  'Without accents, as people often type: combining marks of Latin, Greek and Cyrillic, points of Hebrew and Arabic. Vowels of Indic scripts and of Thai stay.';

create function private.words(p_text text) returns table (word text, solid boolean, forms text[])
language plpgsql immutable set search_path = '' as $$
declare
  -- Thai, Lao, Myanmar, Khmer, kana, Han, Hangul, emoji and other pictures.
  v_solid constant text := '\u0e01-\u0e3e\u0e40-\u0e4e\u0e50-\u0e59\u0e81-\u0eff\u1000-\u1049\u1050-\u109f\u1100-\u11ff\u1780-\u17d3\u17d7\u17dc-\u17ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\u3005-\u3007\u3021-\u302f\u3031-\u303c\u3041-\u309f\u30a1-\u30fa\u30fc-\u318f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U0001f000-\U0001faff\U00020000-\U0003ffff';
  -- Punctuation, signs and spaces. What is neither is a letter, a digit or a mark.
  v_apart constant text := '\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u02b9-\u02df\u037e\u0387\u055a-\u055f\u0589-\u058f\u05be\u05c0\u05c3\u05c6\u05f3\u05f4\u0600-\u060f\u061b-\u061f\u066a-\u066d\u06d4\u06dd\u06de\u06e9\u0700-\u070d\u07f6-\u07f9\u0964\u0965\u0970\u0df4\u0e3f\u0e4f\u0e5a\u0e5b\u0f01-\u0f17\u0f3a-\u0f3d\u0f85\u104a-\u104f\u10fb\u1360-\u1368\u1400\u166e\u1680\u169b\u169c\u16eb-\u16ed\u17d4-\u17d6\u17d8-\u17db\u1800-\u180a\u2000-\u20cf\u2100-\u22ff\u2400-\u259f\u27c0-\u2aff\u2e00-\u2fff\u3000-\u3004\u3008-\u3020\u3030\u303d-\u3040\u30a0\u30fb\u3200-\u33ff\ue000-\uf8ff\ufd3e\ufd3f\ufe10-\ufe1f\ufe30-\ufe6f\uff00-\uffff';
  v_dictionary regdictionary;
  v_stem text;
begin
  for word in
    select match[1] from regexp_matches(private.plain_text(p_text), '[' || v_solid || ']+|[^' || v_apart || v_solid || ']+', 'g') match
  loop
    solid := octet_length(word) > char_length(word) and word ~ ('^[' || v_solid || ']');
    if solid then
      forms := null;
    else
      forms := array[left(private.fold(word), 64)];
      continue when forms[1] = '';
      foreach v_dictionary in array '{pg_catalog.english_stem,pg_catalog.portuguese_stem}'::regdictionary[] loop
        v_stem := (ts_lexize(v_dictionary, word))[1];
        if v_stem <> word then
          forms := forms || left(private.fold(v_stem), 64);
        end if;
      end loop;
    end if;
    return next;
  end loop;
end;
$$;
comment on function private.words(text) is
  'What people see as words, in their order: runs of letters, digits and marks. solid: a run of a script that is written without spaces, or of pictures. '
  'forms, of the others: the word without accents, and its English and Portuguese stems; at most 64 characters of each.';

create function private.search_key(p_user_id uuid) returns text
language sql immutable set search_path = '' as $$
  select left(md5(p_user_id::text), 8);
$$;
comment on function private.search_key(uuid) is
  'What a person''s entries in the index of words begin with. Short, so two persons may share it: who reads rows checks whose they are.';

create function private.search_vector(p_user_id uuid, p_prompt text) returns tsvector
language plpgsql immutable set search_path = '' as $$
declare
  v_key text := private.search_key(p_user_id);
  v_entries text[] := '{}';
  v_word record;
  v_characters text[];
  v_at integer := 0;
begin
  for v_word in select * from private.words(p_prompt) loop
    if v_word.solid then
      v_characters := string_to_array(v_word.word, null);
      v_entries := v_entries || array(
        select '''' || v_key || character || coalesce(v_characters[place + 1], '') || ''':' || least(v_at + place, 16383)
          from unnest(v_characters) with ordinality as given (character, place));
      v_at := v_at + cardinality(v_characters) + 1;
    else
      v_entries := v_entries || array(select '''' || v_key || form || '''' from unnest(v_word.forms) form);
    end if;
  end loop;
  return array_to_string(v_entries, ' ')::tsvector;
end;
$$;
comment on function private.search_vector(uuid, text) is
  'The words of a prompt without accents and by their English and Portuguese stems, and each character of solid runs with its neighbour, all after the key of whose it is.';

create function private.search_query(p_user_id uuid, p_text text) returns tsquery
language plpgsql immutable set search_path = '' as $$
declare
  v_key text := private.search_key(p_user_id);
  v_query text[] := '{}';
  v_word record;
  v_characters text[];
begin
  for v_word in select * from private.words(p_text) limit 16 loop
    v_characters := string_to_array(left(v_word.word, 64), null);
    v_query := v_query || case
      when v_word.solid and cardinality(v_characters) > 1 then array_to_string(array(
        select '''' || v_key || v_characters[place] || v_characters[place + 1] || ''''
          from generate_series(1, cardinality(v_characters) - 1) place order by place), ' <-> ')
      when v_word.solid then '''' || v_key || v_word.word || ''':*'
      else '(' || array_to_string(array(
        select '''' || v_key || form || '''' || case when place = 1 and char_length(form) > 1 then ':*' else '' end
          from unnest(v_word.forms) with ordinality given (form, place)), ' | ') || ')'
    end;
  end loop;
  return nullif(array_to_string(v_query, ' & '), '')::tsquery;
end;
$$;
comment on function private.search_query(uuid, text) is
  'All of these words in prompts of this user: each from its beginning (from two letters on) or by its stem, or anywhere in a solid run. '
  'Of the first 16 words, 64 characters each; null for a text without words.';
