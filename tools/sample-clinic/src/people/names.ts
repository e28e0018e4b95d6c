import type { Weighted } from '../chance/random';

/** Names that go together in a language, and the language's tag (BCP 47). All people are made up. */
export interface NamePool {
  readonly language: string;
  readonly female: readonly string[];
  readonly male: readonly string[];
  readonly family: readonly string[];
}

const ENGLISH: NamePool = {
  language: 'en',
  female: list('Abigail Alice Amber April Audrey Beatrice Bonnie Bridget Brooke Carla Celeste Charlotte Claire Cora Daisy Diane Edith Eleanor Ellen Emma Esther Faith Fiona Gemma Grace Hannah Hazel Heather Holly Irene Ivy Jane Joan Judith June Katherine Laura Leah Lily Louise Mabel Margaret Martha Mary-Ann Megan Molly Naomi Nora Olive Paige Penelope Phoebe Rachel Rose Ruth Sabrina Stella Sylvia Tessa Vera Violet Wendy Willa'),
  male: list('Aaron Adam Albert Alex Andrew Arthur Barry Ben Blake Brian Calvin Carl Chester Clark Colin Dale Daniel David Dennis Douglas Earl Edgar Edward Elliot Eric Ethan Felix Frank Gavin George Glenn Grant Harold Henry Howard Hugh Ian Isaac Jack Jasper John-Paul Joseph Keith Kenneth Lawrence Leo Lewis Marcus Martin Miles Nathan Neil Oliver Oscar Patrick Peter Philip Quentin Ralph Raymond Robert Roger Samuel Simon Stanley Theodore Thomas Victor Walter Wesley'),
  family: list("Abbott Adler Archer Ashby Baker Barlow Bell Bennett Birch Blackwood Boyd Brewer Brooks Burke Byrne Caldwell Carver Chandler Clay Collier Cooper Crane Dalton Davies Dawson Drake Dunn Eaton Ellis Everett Fairchild Finch Fletcher Fowler Gale Gibbs Goodwin Graves Hale Harper Hawkins Holt Hooper Ingram Irving Jarvis Keller Kendrick Kirby Lambert Langley Lowell MacDonald Mercer Moody Nash Newell Norwood O'Brien O'Connell O'Dell Palmer Parrish Pemberton Pike Quinn Radcliffe Redmond Rhodes Rowe Saint-Clair Sawyer Seaton Sharp Shepherd Smith-Jones Spencer Stafford Stone Sutton Tate Thorne Tilden Underwood Vaughn Wade Walsh Warner Weaver Webb Whitaker Wilder Winslow Yates York"),
};

const SPANISH: NamePool = {
  language: 'es',
  female: list('Adriana Alejandra Ana Beatriz Carmen Catalina Concepción Daniela Elena Esperanza Gabriela Guadalupe Inés Isabel Josefina Leticia Lucía Marisol María-José Mónica Natalia Paloma Pilar Ramona Rocío Rosalía Sofía Teresa Valentina Verónica Ximena Yolanda'),
  male: list('Agustín Alberto Alejandro Andrés Ángel Arturo Benjamín César Cristóbal Diego Emilio Enrique Esteban Fabián Fernando Francisco Gerardo Guillermo Héctor Hernán Ignacio Iván Javier Jesús Joaquín Julián Leandro Lázaro Manuel Martín Matías Óscar Pablo Ramón Raúl Rubén Salvador Tomás Vicente'),
  family: list('Aguilar Álvarez Báez Benítez Cárdenas Castañeda Castro Chávez Cisneros Córdova Delgado Domínguez Escobar Espinoza Fuentes García-Luna Gómez Guzmán Ibáñez Jiménez Juárez León Lozano Márquez Medina Muñoz Nájera Núñez Ochoa Ordóñez Pacheco Peña Quiñones Ramírez Ríos Rodríguez Ruiz-Vega Salazar Sandoval Solís Treviño Urrutia Valdés Vásquez Villaseñor Yáñez Zúñiga'),
};

const VIETNAMESE: NamePool = {
  language: 'vi',
  female: ['Thị Hồng', 'Ánh', 'Bích', 'Diệu', 'Hạnh', 'Hương', 'Kim Liên', 'Lan', 'Mỹ Linh', 'Ngọc', 'Phương', 'Quỳnh', 'Thảo', 'Thu Hà', 'Tuyết', 'Yến'],
  male: ['Anh Dũng', 'Bảo', 'Cường', 'Đức', 'Hải', 'Hoàng', 'Hùng', 'Khánh', 'Long', 'Minh', 'Nam', 'Phúc', 'Quang', 'Sơn', 'Thành', 'Tuấn', 'Văn An'],
  family: ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Phan', 'Vũ', 'Đặng', 'Bùi', 'Đỗ', 'Hồ', 'Ngô', 'Dương', 'Lý'],
};

const FURTHER: readonly NamePool[] = [
  { language: 'ru', female: list('Alla Galina Irina Lidiya Nadezhda Oksana Svetlana Tamara Yelena'), male: list('Aleksei Boris Dmitri Gennadi Igor Leonid Mikhail Oleg Yuri'), family: list('Antonov Belov Fedorov Gusev Ivanov-Petrov Kuznetsov Morozov Orlov Popov Sokolov Volkov') },
  { language: 'am', female: list('Abeba Aster Birtukan Hirut Mekdes Selam Tigist Zewditu'), male: list('Abebe Bekele Dawit Girma Haile Mesfin Tadesse Yonas'), family: list('Alemu Assefa Desta Gebre Kebede Lemma Negash Tesfaye Worku') },
  { language: 'ko', female: ['Eun-ji', 'Hye-jin', 'Ji-woo', 'Min-seo', 'Soo-yeon', 'Yuna'], male: ['Dong-hyun', 'Jae-won', 'Joon-ho', 'Min-jun', 'Sang-woo', 'Tae-yang'], family: list('Bae Cho Choi Han Jung Kang Kim Lim Park Shin Yoon') },
  { language: 'pl', female: list('Agnieszka Bożena Grażyna Jadwiga Łucja Małgorzata Zofia'), male: list('Bogusław Grzegorz Jarosław Łukasz Paweł Stanisław Wojciech'), family: list('Dąbrowski Gąsior Kowalczyk Łoś Mróz Nowak Wiśniewski Wójcik Zając Żak') },
  { language: 'de', female: list('Annegret Bärbel Heike Jürgine Käthe Ulrike'), male: list('Götz Jörg Jürgen Klaus-Dieter Lothar Rüdiger Uwe'), family: ['Großmann', 'Hübner', 'Jäger', 'Köhler', 'Müller-Lüdenscheidt', 'Schäfer', 'von der Heide', 'Weiß'] },
];

/** The pools, each as often as its people are to come. */
export const NAME_POOLS: Weighted<NamePool> = [[62, ENGLISH], [24, SPANISH], [5, VIETNAMESE], ...FURTHER.map((pool) => [1.8, pool] as const)];

function list(names: string): string[] {
  return names.split(' ');
}
